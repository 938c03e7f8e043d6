"""The tables of what disagrees in imported tables."""
