"""Records of a force by month and type."""

from __future__ import annotations

from beatwise.records.crime_types import ASB
from beatwise.records.odd_months.month_tallies import ALL_CRIME, month_tallies


def test_a_table_of_two_months_by_hand() -> None:
    """Months and types in order; what is not there is nought; incidents are no crimes."""
    tallies = month_tallies(
        "millshire",
        [(101, {"drugs": (5, 1), ASB: (40, 9)}), (100, {"robbery": (7, 2), "drugs": (3, 0)})],
    )
    assert tallies.force == "millshire"
    assert tallies.months.tolist() == [100, 101]
    assert tallies.types == (ASB, "drugs", "robbery", ALL_CRIME)
    assert tallies.rows.tolist() == [[0, 3, 7, 10], [40, 5, 0, 5]]
    assert tallies.no_place.tolist() == [[0, 0, 2, 2], [9, 1, 0, 1]]


def test_no_month_is_an_empty_table() -> None:
    """A force without records has all crime alone, in no month."""
    tallies = month_tallies("millshire", [])
    assert (tallies.types, tallies.rows.shape) == ((ALL_CRIME,), (0, 1))
