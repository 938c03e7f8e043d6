"""A simulated town: its outline, streets, zones, premises and map points."""
