"""Consultations: planned, open, closed and reported, with their results and what followed."""
