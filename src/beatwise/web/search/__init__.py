"""Searching in the office: keys that are stored, and the filter that looks through them."""
