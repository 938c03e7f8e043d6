"""Seals: what every record was when an action last changed it, chained beside the history."""
