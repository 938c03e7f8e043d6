"""Actions that come in from a file."""
