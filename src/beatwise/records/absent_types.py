"""Types that a force's files lack altogether: not gathered, so no count of them is a zero.

Some deliveries leave a type out. A rare type may truly be absent for months; the commonest cannot:
each is a twelfth of a force's records or more, so that a hundred records without one have a chance
below 1 in 5,000.
"""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.records.odd_months.month_tallies import ALL_CRIME, MonthTallies
from beatwise.records.offences import ASB, CATEGORIES


COMMONEST = (ASB, "shoplifting", "violence-and-sexual-offences")
ENOUGH_RECORDS = 100


def absent_types(tallies: MonthTallies, types: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``types`` that the force's files lack in every month gathered."""
    totals = dict(zip(tallies.types, tallies.rows.sum(axis=0).tolist(), strict=True))
    if totals.get(ASB, 0) + totals.get(ALL_CRIME, 0) < ENOUGH_RECORDS:
        return ()
    return tuple(kind for kind in types if kind in COMMONEST and not totals.get(kind, 0))


def absent_sentences(force: str, types: Sequence[str]) -> list[str]:
    """Say which types a force's files lack, one sentence for each."""
    return [
        f"The files of {force} hold no {CATEGORIES[kind].lower()} record in any month gathered: "
        "the type was left out of them, so it is missing, not zero."
        for kind in types
    ]
