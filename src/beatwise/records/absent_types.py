"""Types that a force's files lack altogether: not gathered, so no count of them is a zero.

Some deliveries leave a type out. With few records a rare type may truly be absent. ``LEAST_SHARE``
is the least share that each type is of any territorial force's records (data.police.uk, 27 months
of 2022 to 2025; the least of 40 forces, rounded down): where a force has so many records that five
of a type or more would be expected even so, none at all has a chance below 1 in 140.
"""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.records.crime_types import ASB, CATEGORIES
from beatwise.records.odd_months.month_tallies import ALL_CRIME, MonthTallies


LEAST_SHARE = {
    ASB: 0.056,
    "bicycle-theft": 0.0035,
    "burglary": 0.021,
    "criminal-damage-and-arson": 0.036,
    "drugs": 0.015,
    "other-crime": 0.009,
    "other-theft": 0.049,
    "possession-of-weapons": 0.0054,
    "public-order": 0.0068,
    "robbery": 0.0020,
    "shoplifting": 0.036,
    "theft-from-the-person": 0.0019,
    "vehicle-crime": 0.015,
    "violence-and-sexual-offences": 0.17,
}
ENOUGH_EXPECTED = 5
ENOUGH_RECORDS = 100


def absent_types(tallies: MonthTallies, types: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``types`` that the force's files lack in every month gathered."""
    totals = dict(zip(tallies.types, tallies.rows.sum(axis=0).tolist(), strict=True))
    records = totals.get(ASB, 0) + totals.get(ALL_CRIME, 0)
    if records < ENOUGH_RECORDS:
        return ()
    return tuple(
        kind
        for kind in types
        if not totals.get(kind, 0) and records * LEAST_SHARE.get(kind, 0) >= ENOUGH_EXPECTED
    )


def absent_sentences(force: str, types: Sequence[str]) -> list[str]:
    """Say which types a force's files lack, one sentence for each."""
    return [
        f"The files of {force} hold no {CATEGORIES[kind].lower()} record in any month gathered: "
        "the type was left out of them, so it is missing, not zero."
        for kind in types
    ]
