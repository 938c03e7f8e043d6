"""The plan on pages: its missions, strategies and versions, with their measures and actions."""
