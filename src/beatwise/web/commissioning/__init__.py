"""Grants and contracts beyond their registers: scores given apart, recipients, open standards."""
