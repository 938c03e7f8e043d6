"""Pages of the plan's actions and of changes asked for."""
