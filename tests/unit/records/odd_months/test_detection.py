"""Which departures make a month odd: every limit, on either side of it."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.records.crime_types import ASB
from beatwise.records.odd_months import detection
from beatwise.records.odd_months.count_test import Departures
from beatwise.records.odd_months.detection import odd_months
from beatwise.records.odd_months.month_tallies import ALL_CRIME, MonthTallies, month_tallies


MONTHS = range(24_300, 24_312)


def one(rows: float, no_place: float = 0, kind: str = "drugs") -> MonthTallies:
    """Return the tallies of one month of one type, as they are."""
    return MonthTallies(
        "millshire", np.array([24_300]), (kind,), np.array([[rows]]), np.array([[no_place]])
    )


def gaps(distance: float, expected: float = 9.5, *, alone: bool = True) -> Departures:
    """Return how far that count is from what was expected."""
    return Departures(np.array([[expected]]), np.array([[distance]]), np.array([[alone]]))


@pytest.mark.parametrize(
    ("rows", "distance", "odd"),
    [
        (17, 5.01, True),
        (17, 5.0, False),
        (16, 9.0, False),  # 16.5 of 10 is exactly 1.65 times what is expected
        (6.5, -5.01, False),  # 7 of 10 is exactly 0.7
        (6, -5.01, True),
        (6, -5.0, False),
        (10, 9.0, False),
    ],
)
def test_a_count_is_odd_beyond_five_deviations_and_a_share_of_what_is_expected(
    rows: float, distance: float, odd: bool
) -> None:
    """Of 9.5 expected: both limits must be passed, above or below."""
    assert detection._odd_counts(one(rows), gaps(distance)).tolist() == [[odd]]
    assert not detection._odd_counts(one(rows), gaps(distance, alone=False)).any()


@pytest.mark.parametrize(("distance", "odd"), [(4.0, False), (4.01, True)])
def test_a_whole_hundred_is_odd_beyond_four(distance: float, odd: bool) -> None:
    """200 where 100 are expected; 201 needs five."""
    assert detection._odd_counts(one(200), gaps(distance, 100)).tolist() == [[odd]]
    assert not detection._odd_counts(one(201), gaps(distance, 100)).any()


@pytest.mark.parametrize(
    ("rows", "distance", "odd"),
    [
        (20, 8.01, True),
        (20, 8.0, False),
        (19.5, 9.0, False),  # exactly twice as much
        (4.5, -8.01, False),  # exactly half
        (4, -8.01, True),
        (4, -8.0, False),
    ],
)
def test_a_share_is_odd_beyond_eight_deviations_and_twice_or_half(
    rows: float, distance: float, odd: bool
) -> None:
    """Of 9.5 expected; all crime has no share of itself, and incidents are no part of crime."""
    assert detection._odd_shares(one(rows), gaps(distance)).tolist() == [[odd]]
    for kind in (ASB, ALL_CRIME):
        assert not detection._odd_shares(one(rows, kind=kind), gaps(distance)).any()
    assert not detection._odd_shares(one(rows), gaps(distance, alone=False)).any()


@pytest.mark.parametrize(
    ("no_place", "distance", "odd"),
    [
        (16, 6.01, True),
        (16, 6.0, False),
        (15, 9.0, False),  # exactly five points of a hundred records
        (4, -6.01, True),
        (5, -9.0, False),
    ],
)
def test_places_are_odd_beyond_six_deviations_and_five_points(
    no_place: int, distance: float, odd: bool
) -> None:
    """Of a hundred records, ten of them expected to have no place."""
    assert detection._odd_places(one(100, no_place), gaps(distance, 10)).tolist() == [[odd]]


def test_a_count_in_line_is_within_four_deviations_of_something_known() -> None:
    """Beyond four it is not in line, and where nothing is expected nothing is."""
    assert detection._in_line(one(17), gaps(4.0)).all()
    assert not detection._in_line(one(17), gaps(4.01)).any()
    assert not detection._in_line(one(17), gaps(0.0, np.nan)).any()


def test_one_record_is_enough_for_a_share() -> None:
    """Months of a single record, all without a place: one is expected to have none."""
    tallies = month_tallies("millshire", [(month, {"drugs": (1, 1)}) for month in MONTHS])
    assert detection._by_place(tallies).expected[:, 0].tolist() == [1.0] * 12


def test_without_a_month_nothing_is_odd() -> None:
    """A force without any records has no odd months."""
    assert odd_months(month_tallies("millshire", [])) == ()


def test_an_odd_month_has_its_own_figures() -> None:
    """The records of a count, the records without a place of a place, and what was expected."""
    tally = {month: {"drugs": (1000 + month % 7, 20), "robbery": (90, 2)} for month in MONTHS}
    tally[24_303]["drugs"] = (400, 8)
    tally[24_307]["robbery"] = (90, 60)
    found = {(odd.month, odd.type): odd for odd in odd_months(month_tallies("m", tally.items()))}
    few, lost = found[24_303, "drugs"], found[24_307, "robbery"]
    assert (few.sign, few.recorded, lost.sign, lost.recorded) == ("count", 400, "place", 60)
    assert few.expected is not None
    assert lost.expected is not None
    assert 950 < few.expected < 1050
    assert lost.expected == pytest.approx(2)


def test_what_is_expected_among_cut_off_months_is_not_known() -> None:
    """Four months of whole hundreds and two others: too few are left to expect anything."""
    rows = (3152, 400, 400, 3153, 300, 300)
    tallies = month_tallies(
        "millshire", [(24_300 + at, {ASB: (count, 0)}) for at, count in enumerate(rows)]
    )
    assert [(odd.recorded, odd.expected) for odd in odd_months(tallies)] == [
        (count, None) for count in (400, 400, 300, 300)
    ]
