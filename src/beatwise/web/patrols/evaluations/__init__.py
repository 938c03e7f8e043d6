"""Evaluations of programmes taken in: locked before the outcome was known, and of its places."""
