"""The tables of exports that a worker makes."""
