"""Pages of the office about patrols."""
