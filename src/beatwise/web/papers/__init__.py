"""Papers of the office: written with references to figures, checked, released and kept for ever."""
