"""Measures: what is counted, against what, and the values that came in."""
