"""Speak: the command line."""
