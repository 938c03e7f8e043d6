"""Stored observations: which a person sees, how new ones match them, and how imports undo them."""
