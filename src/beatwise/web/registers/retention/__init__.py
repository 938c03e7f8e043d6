"""The end of what records hold: what is due to go, what is kept longer, and erasing it."""
