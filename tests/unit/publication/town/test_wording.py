"""Sentences follow from numbers by a table that can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.publication.town.worlds import found, hot_spot, nothing

from beatwise.publication.town import confidence_words, wording
from beatwise.records.crime_types import ASB, CATEGORIES


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0%"), (0.0004, "less than 0.1%"), (0.012, "1.2%"), (0.05, "5%"), (0.094, "9.4%"),
        (0.0996, "10%"), (0.123, "12%"), (0.996, "more than 99%"), (1.0, "100%"),
    ],
)  # fmt: skip
def test_percent(share: float, words: str) -> None:
    """Something is never 0%, and not quite all is never 100%."""
    assert wording.percent(share) == words


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        (ASB, 0, "no recorded anti-social behaviour incidents"),
        (ASB, 1, "1 recorded anti-social behaviour incident"),
        ("shoplifting", 1234, "1,234 recorded shoplifting offences"),
        ("burglary", 2, "2 recorded burglaries"),
        ("door-damage", 1, "1 recorded door damage offence"),
    ],
)
def test_counted(kind: str, count: int, words: str) -> None:
    """Anti-social behaviour is incidents, everything else offences, always recorded."""
    assert wording.counted(kind, count) == words


@pytest.mark.parametrize(
    ("hot", "of", "words"),
    [
        (9, 9, "persistent: hot in 9 of 9 months"),
        (3, 4, "persistent: hot in 3 of 4 months"),
        (1, 4, "recurrent: hot in 1 of 4 months"),
        (1, 12, "occasional: hot in 1 of 12 months"),
        (0, 12, "never hot: hot in 0 of 12 months"),
        (1, 1, "cannot be judged from 1 month"),
        (0, 0, "not known: no month to judge by"),
    ],
)
def test_persistence(hot: int, of: int, words: str) -> None:
    """Persistence is told in the classes the method uses, and not from fewer than three months."""
    assert wording.persistence(hot, of) == words


def test_a_change_has_no_cause() -> None:
    """Two counts stand side by side and the sentence says that they do not say why."""
    said = wording.change("shoplifting", 12, 9, "June 2025", "July 2025")
    assert said == (
        "12 recorded shoplifting offences in June 2025 and 9 in July 2025: 3 fewer recorded. "
        "The figures do not say why."
    )
    assert "as many" in wording.change("shoplifting", 4, 4, "May", "June")


@pytest.mark.parametrize("kind", [*CATEGORIES, "retail-loss"])
def test_no_sentence_claims_a_cause(kind: str) -> None:
    """No sentence about a type says that anything fell, rose, worked or happened because."""
    kinds = found(kind)
    said = [
        wording.where(kinds, "Ashby"), wording.where(nothing(kind), "Ashby"),
        *confidence_words.how_sure(kinds), confidence_words.sure_in_brief(kinds) or "",
        *(wording.hot_spot(spot) for spot in kinds.hot_spots),
        wording.change(kind, 3, 5, "May", "June"),
    ]  # fmt: skip
    for sentence in said:
        for claim in ("because", "fell", "caused", "worked", "reduced", "due to"):
            assert claim not in sentence.lower()


def test_month_only_records_refuse_the_hour() -> None:
    """Month-only records name no hour and say what to ask the force for."""
    said = wording.when(times_known=False, peaks=())
    assert "no hour or day can be named" in said
    assert "from-time and to-time" in said
    assert wording.when(times_known=True, peaks=("Fridays 18:00 to 22:00.",)).startswith("Fridays")


def test_half_at_one_point_means_premises_first() -> None:
    """A hot spot with half or more at one map point suggests its premises, others do not."""
    half, less = hot_spot(1, "Supermarket", 10, top=0.5), hot_spot(2, "Park", 10, top=0.49)
    assert "50% of hot spot 1 (near Supermarket) lies" in str(
        wording.premises_first(ASB, [half, less])
    )
    assert "each of hot spots 1 and 3" in str(
        wording.premises_in_brief("drugs", [half, less, replace(half, rank=3)])
    )
    assert wording.premises_first("drugs", [less]) is None
    assert wording.premises_in_brief(ASB, []) is None


def test_nothing_recorded_is_said_so() -> None:
    """No incidents, or too scattered ones, give a sentence and no list."""
    assert "There is nothing to rank" in wording.where(nothing(ASB), "Ashby")
    scattered = replace(found(ASB), hot_spots=())
    assert "too few or too scattered" in wording.where(scattered, "Ashby")
    assert confidence_words.how_sure(scattered) == ()
