"""Commands that plan patrols, rotas and options."""
