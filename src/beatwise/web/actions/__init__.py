"""The plan's actions, and the changes that boards decide."""
