"""Entries before they are made: claimed, proposed, confirmed, approved, or sent back."""
