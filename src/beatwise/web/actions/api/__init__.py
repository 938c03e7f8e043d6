"""The API of actions and of changes asked for."""
