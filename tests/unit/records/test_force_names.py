"""The names of forces as a reader writes them."""

from __future__ import annotations

import pytest

from beatwise.records.force_names import force_words


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("avon-and-somerset", "Avon and Somerset"),
        ("city-of-london", "City of London"),
        ("dyfed-powys", "Dyfed-Powys"),
        ("btp", "British Transport Police"),
        ("", ""),
    ],
)
def test_a_force_has_its_proper_name(slug: str, words: str) -> None:
    """Names keep their capitals; an area without a force has none."""
    assert force_words(slug) == words
