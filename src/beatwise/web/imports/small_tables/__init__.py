"""Tables of which each row makes one thing, or none."""
