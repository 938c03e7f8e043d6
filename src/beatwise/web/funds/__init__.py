"""Funds: money allocated, committed, paid and left, derived from entries that are never edited."""
