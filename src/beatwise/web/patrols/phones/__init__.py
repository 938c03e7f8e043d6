"""Phones and trackers: how each gets a key of its own, and loses it."""
