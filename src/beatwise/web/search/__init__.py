"""Searching in the office: stored keys, the filter that looks through them, other spellings."""
