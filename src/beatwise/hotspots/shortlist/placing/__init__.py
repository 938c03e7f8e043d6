"""Placing: from incidents to the places of the list, by one rule."""
