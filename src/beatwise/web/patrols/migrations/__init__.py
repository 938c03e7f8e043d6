"""The tables of actions and changes asked for."""
