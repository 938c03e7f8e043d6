"""Commands that measure delivery."""
