"""Commands that keep, fill and serve the office."""
