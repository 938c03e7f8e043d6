"""The plan: its strategies, its actions, and the changes a board decides."""
