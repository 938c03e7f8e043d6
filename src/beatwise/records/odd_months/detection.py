"""Find the months of one force that are out of line with their neighbours.

The limits were set on 42 forces, 27 months and 14 types of published counts, so that at most one
force-month-type in 200 is called odd, those that are known to be cut off included
(``tests/spec/records/test_odd_months.py``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.records.crime_types import ASB
from beatwise.records.odd_months.count_test import Departures, departures
from beatwise.records.odd_months.month_tallies import ALL_CRIME, MonthTallies
from beatwise.records.odd_months.odd_month import OddMonth, Sign
from beatwise.records.odd_months.round_hundreds import cut_off, whole_hundreds
from beatwise.records.odd_months.seasons import seasons


FAR = 5.0  # standard deviations
FAR_IF_ROUND = 4.0  # of a whole hundred, itself one chance in a hundred
FAR_SHARE, FAR_PLACE = 8.0, 6.0
MORE, FEWER = 1.65, 0.7  # of what is expected: less is within what forces really record
MORE_SHARE, FEWER_SHARE = 2.0, 0.5
PLACE_POINTS = 0.05  # of a type's records: less without a place hardly moves a list

Flags = NDArray[np.bool_]


def odd_months(tallies: MonthTallies) -> tuple[OddMonth, ...]:
    """Return a force's odd months, by month and type; each month of a type at most once."""
    if not len(tallies.months):
        return ()
    counted = _by_count(tallies)
    rounds = cut_off(tallies.rows) & ~_in_line(tallies, counted)
    shares, places = _by_share(tallies), _by_place(tallies)
    odd: list[OddMonth] = []
    signs: list[tuple[Sign, Flags, Departures]] = [
        ("round", rounds, counted),
        ("count", _odd_counts(tallies, counted), counted),
        ("place", _odd_places(tallies, places), places),
        ("share", _odd_shares(tallies, shares), shares),
    ]
    for sign, flags, gaps in signs:
        recorded = tallies.no_place if sign == "place" else tallies.rows
        for at, column in np.argwhere(flags).tolist():
            odd.append(
                OddMonth(
                    tallies.force, int(tallies.months[at]), tallies.types[column], sign,
                    int(recorded[at, column]), _known(float(gaps.expected[at, column])),
                )
            )  # fmt: skip
    first: dict[tuple[int, str], OddMonth] = {}
    for one in odd:
        first.setdefault((one.month, one.type), one)
    return tuple(sorted(first.values(), key=lambda one: (one.month, one.type)))


def _by_count(tallies: MonthTallies) -> Departures:
    """Compare counts twice, the second time without the months that the first found odd."""
    rows, season = tallies.rows.astype(float), seasons(tallies.types, tallies.months)
    in_doubt = cut_off(tallies.rows)
    first = departures(tallies.months, rows, season, ~in_doubt, in_doubt)
    odd = _odd_counts(tallies, first) | in_doubt
    return departures(tallies.months, rows, season, ~odd, in_doubt)


def _odd_counts(tallies: MonthTallies, gaps: Departures) -> Flags:
    far = np.where(whole_hundreds(tallies.rows), FAR_IF_ROUND, FAR)
    return gaps.alone & _out(tallies.rows, gaps, far, MORE, FEWER)


def _in_line(tallies: MonthTallies, gaps: Departures) -> Flags:
    """Say which counts are as the trusted months around them; none where too few are trusted."""
    return np.isfinite(gaps.expected) & ~_out(tallies.rows, gaps, FAR_IF_ROUND, MORE, FEWER)


def _known(expected: float) -> float | None:
    return expected if np.isfinite(expected) else None


def _by_share(tallies: MonthTallies) -> Departures:
    crimes = tallies.rows[:, -1:].astype(float)
    return _against(tallies, tallies.rows, np.broadcast_to(crimes, tallies.rows.shape))


def _odd_shares(tallies: MonthTallies, gaps: Departures) -> Flags:
    parts = np.array([kind not in (ASB, ALL_CRIME) for kind in tallies.types])
    out = _out(tallies.rows, gaps, FAR_SHARE, MORE_SHARE, FEWER_SHARE)
    return gaps.alone & out & parts[None, :]


def _by_place(tallies: MonthTallies) -> Departures:
    return _against(tallies, tallies.no_place, tallies.rows.astype(float))


def _odd_places(tallies: MonthTallies, gaps: Departures) -> Flags:
    gap = np.abs(tallies.no_place - gaps.expected)
    return (np.abs(gaps.distance) > FAR_PLACE) & (gap > PLACE_POINTS * tallies.rows)


def _against(tallies: MonthTallies, part: NDArray[np.int64], whole: NDArray) -> Departures:
    """Compare parts of a whole: what a month's whole would hold at its neighbours' share."""
    there = whole > 0
    size = np.where(there, whole, 1.0)
    return departures(tallies.months, part.astype(float), size, there, ~there)


def _out(
    rows: NDArray[np.int64], gaps: Departures, far: NDArray | float, more: float, fewer: float
) -> Flags:
    ratio = (rows + 0.5) / (gaps.expected + 0.5)
    return (np.abs(gaps.distance) > far) & ((ratio > more) | (ratio < fewer))
