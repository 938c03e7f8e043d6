"""Consultations: who was asked what, when results may be read, and what follows from them."""
