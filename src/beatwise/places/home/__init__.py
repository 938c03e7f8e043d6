"""Whose ground an area lies on: the police force, or forces, that record there."""
