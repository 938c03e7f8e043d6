"""Squares and hexagons laid over the British National Grid."""
