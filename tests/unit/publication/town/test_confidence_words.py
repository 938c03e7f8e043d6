"""How sure a list is, in words that follow from its interval."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.publication.town.worlds import found

from beatwise.publication.town import confidence_words
from beatwise.records.crime_types import ASB


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.01, 0.2, "beats"),
        (0.0, 0.2, "no worse"),
        (-0.1, 0.1, "no worse"),
        (-0.1, 0.0, "no worse"),
        (-0.2, -0.01, "worse"),
        (None, None, "not compared"),
        (None, 0.3, "not compared"),
    ],
)
def test_verdict(low: float | None, high: float | None, word: str) -> None:
    """A list beats its baseline only when the whole interval lies above zero."""
    assert confidence_words.verdict(low, high) == word


@pytest.mark.parametrize(
    ("per_month", "part"), [(0.4, "less than one"), (9.0, "between about 3 and 15"), (30.0, None)]
)
def test_small_numbers_warn(per_month: float, part: str | None) -> None:
    """Below thirty a month the reader is told how far chance alone moves a month."""
    said = confidence_words.small_numbers(per_month)
    assert (said is None) if part is None else (part in str(said))


@pytest.mark.parametrize(
    ("ours", "base", "low", "high", "words"),
    [
        (0.5, 0.4, 0.01, 0.2, "the list beats it"),
        (0.5, 0.4, -0.1, 0.2, "the list is no worse, as far as these months tell"),
        (0.3, 0.4, -0.1, 0.2, "less here, but over all months tested the list is no worse"),
        (0.3, 0.4, -0.2, -0.1, "the list is worse"),
        (0.3, 0.4, None, None, "no interval, so not compared"),
    ],
)
def test_the_brief_says_a_loss(
    ours: float, base: float, low: float | None, high: float | None, words: str
) -> None:
    """A list that held less in the scored months is said to have held less."""
    kinds = found(ASB)
    assert kinds.accuracy is not None
    plain = kinds.accuracy.against[0]
    scored = replace(
        kinds.accuracy,
        ours=replace(kinds.accuracy.ours, captured=ours),
        against=(replace(plain, scores=replace(plain.scores, captured=base), low=low, high=high),),
    )
    assert f"({words})" in str(confidence_words.sure_in_brief(replace(kinds, accuracy=scored)))
