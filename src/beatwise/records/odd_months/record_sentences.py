"""What a reader of any result must know of the records it was counted from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from beatwise.clock import Month
from beatwise.records.crime_types import ASB, CATEGORIES
from beatwise.records.odd_months.month_tallies import ALL_CRIME, MonthTallies
from beatwise.records.odd_months.odd_month import OddMonth


MOST_LISTED = 8
SAME = 0.05  # a share without a place that moves no further is told as a range


def concerning(
    odd: Sequence[OddMonth], types: Collection[str], months: Collection[int] | None = None
) -> list[OddMonth]:
    """Return the odd months that a result on these types and months rests on.

    A month with far more or fewer crimes of all types concerns anti-social behaviour too, for its
    file may be a part only. It is not told beside a type that is odd in the same way.
    """
    crime = bool(set(types) - {ASB})
    there = [
        one
        for one in odd
        if (one.type in types or (one.type == ALL_CRIME and (crime or one.sign == "count")))
        and (months is None or one.month in months)
    ]
    themselves = {(one.month, one.sign) for one in there if one.type != ALL_CRIME}
    return [
        one for one in there if one.type != ALL_CRIME or (one.month, one.sign) not in themselves
    ]


def odd_sentences(odd: Sequence[OddMonth]) -> list[str]:
    """Say which months are out of line, and how to leave them out."""
    if not odd:
        return []
    months = list(dict.fromkeys(one.month for one in odd))
    option = " ".join(f"--without {Month(month)}" for month in months[:MOST_LISTED])
    lines = [f"Out of line, {one.sentence}" for one in odd[:MOST_LISTED]]
    if len(odd) > MOST_LISTED:
        lines.append(f"And {len(odd) - MOST_LISTED} more out of line: beatwise ledger lists them.")
    return [*lines, f"Months out of line are counted as published. To leave them out: {option}."]


def odd_marks(odd: Sequence[OddMonth]) -> list[str]:
    """Name the months that are out of line, in one sentence."""
    months = list(dict.fromkeys(one.month for one in odd))
    if not months:
        return []
    names = ", ".join(Month(month).name for month in months[:4])
    more = f" and {len(months) - 4} more" if len(months) > 4 else ""
    return [f"Records out of line with the months around: {names}{more}; the report says how."]


def left_out_sentences(months: Sequence[Month]) -> list[str]:
    """Say which months were left out as asked."""
    if not months:
        return []
    names = ", ".join(month.name for month in months)
    return [f"Left out on request, though gathered (--without): {names}."]


def place_sentences(
    tallies: MonthTallies, types: Sequence[str], months: Collection[int]
) -> list[str]:
    """Say by month how many records have no place, and so count in no area."""
    return [
        _places(kind, used, rows, no_place)
        for kind, used, rows, no_place in _by_month(tallies, types, months)
        if no_place.any()
    ]


def lost_places(tallies: MonthTallies, types: Sequence[str], months: Collection[int]) -> list[str]:
    """Say in one sentence a type where the share of records without a place moves."""
    shares = [
        no_place / np.maximum(rows, 1) for _, _, rows, no_place in _by_month(tallies, types, months)
    ]
    return [
        f"{_percent(share.min())} to {_percent(share.max())} of a month's records have "
        "no place and count nowhere; trends allow for it or are not given."
        for share in shares
        if np.ptp(share) > SAME
    ]


def _by_month(
    tallies: MonthTallies, types: Sequence[str], months: Collection[int]
) -> Iterator[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Yield each recorded type with its months, and its rows and those without a place in each."""
    used = np.isin(tallies.months, list(months))
    for kind in types:
        if kind in tallies.types and used.any():
            column = tallies.types.index(kind)
            yield (
                kind,
                tallies.months[used],
                tallies.rows[used, column],
                tallies.no_place[used, column],
            )


def _places(kind: str, months: np.ndarray, rows: np.ndarray, no_place: np.ndarray) -> str:
    what = f"the force's {CATEGORIES.get(kind, kind).lower()} records"
    share = no_place / np.maximum(rows, 1)
    total = f"{int(no_place.sum()):,} of {int(rows.sum()):,} of {what} have no place"
    if np.ptp(share) <= SAME:
        span = f"{_percent(share.min())} to {_percent(share.max())} by month"
        return f"{total} ({span}): they count in no area."
    usual = float(np.median(share))
    far = np.flatnonzero(np.abs(share - usual) > SAME)
    far = far if len(far) else np.flatnonzero(share == share.max())
    listed = ", ".join(
        f"{Month(int(months[at])).name} {int(no_place[at]):,} of {int(rows[at]):,}"
        for at in far[: 2 * MOST_LISTED]
    )
    more = f" and {len(far) - 2 * MOST_LISTED} more" if len(far) > 2 * MOST_LISTED else ""
    return (
        f"{total} and count in no area; the share moves with the month, usually "
        f"{_percent(usual)} but {listed}{more}. Counts of places fall where it rises."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
