"""Roles that a body names: which bodies are theirs, and the doors of the pages of those."""
