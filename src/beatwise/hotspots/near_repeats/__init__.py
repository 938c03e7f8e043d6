"""Near repeats: Knox's test of incidents close in space and time."""
