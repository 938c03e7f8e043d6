"""Outcomes in words: ``anti-social-behaviour`` → ``anti-social behaviour``."""

from __future__ import annotations

from beatwise.records.crime_types import CATEGORIES


def in_words(outcome: str) -> str:
    """Return an outcome as it stands inside a sentence."""
    named = CATEGORIES.get(outcome)
    return outcome if named is None else named[:1].lower() + named[1:]
