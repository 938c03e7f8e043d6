"""Measure what was walked of a plan."""
