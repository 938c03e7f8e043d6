"""Checks of the project's own words: run by ``make check``."""
