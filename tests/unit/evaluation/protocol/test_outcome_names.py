"""Outcomes as they stand inside a sentence."""

from __future__ import annotations

import pytest

from beatwise.evaluation.protocol.outcome_names import in_words


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("anti-social-behaviour", "anti-social behaviour"),
        ("criminal-damage-and-arson", "criminal damage and arson"),
        ("Retail loss", "Retail loss"),
        ("", ""),
    ],
)
def test_a_category_is_in_words_and_anything_else_stays(outcome: str, words: str) -> None:
    """Known categories lose capital and hyphens; an outcome of your own is left as it is."""
    assert in_words(outcome) == words
