"""What is said of a month out of line."""

from __future__ import annotations

import pytest

from beatwise.clock import Month
from beatwise.records.crime_types import ASB
from beatwise.records.odd_months.month_tallies import ALL_CRIME
from beatwise.records.odd_months.odd_month import OddMonth, Sign


JUNE = Month.parse("2024-06").number
CUT = "; a whole hundred, like an export that was cut off"


ABOUT = "where about {} would be in line with the months around"


@pytest.mark.parametrize(
    ("kind", "sign", "recorded", "expected", "words"),
    [
        ("drugs", "count", 1400, 2612.4, "1,400 drugs records, " + ABOUT.format("2,612")),
        (
            ASB, "round", 400, 612.4,
            "400 anti-social behaviour incidents, " + ABOUT.format("612") + CUT,
        ),
        (
            ASB, "round", 400, None,
            "400 anti-social behaviour incidents" + CUT + ", as are several months around it",
        ),
        (
            ALL_CRIME, "place", 160, 8.0,
            "160 crimes of all types without a place, " + ABOUT.format("8"),
        ),
        (
            "burglary", "share", 90, 31.0,
            "90 burglary records, where about 31 would be their usual share of all crime",
        ),
    ],
)  # fmt: skip
def test_every_sign_has_its_words(
    kind: str, sign: Sign, recorded: int, expected: float | None, words: str
) -> None:
    """The figure, what it counts, and what would be in line; and the same with its month."""
    odd = OddMonth("millshire", JUNE, kind, sign, recorded, expected)
    assert odd.words == words
    assert odd.sentence == f"June 2024: {words}."
