"""Whose ground an area lies on, settled in one place for every journey."""
