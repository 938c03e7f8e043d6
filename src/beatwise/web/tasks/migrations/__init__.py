"""The tables of the tasks app."""
