"""The tables of imported files."""
