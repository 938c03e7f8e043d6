"""Journeys that plan patrols, rotas and options."""
