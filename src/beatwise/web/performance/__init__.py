"""The plan, its measures and what was observed."""
