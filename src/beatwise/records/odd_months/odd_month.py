"""One month of one type that is out of line with its neighbours, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from beatwise.clock import Month
from beatwise.records.crime_types import ASB, CATEGORIES
from beatwise.records.odd_months.month_tallies import ALL_CRIME


Sign = Literal["count", "round", "share", "place"]
_CUT = "; a whole hundred, like an export that was cut off"


@dataclass(frozen=True, slots=True)
class OddMonth:
    """A month whose records are out of line.

    Parameters
    ----------
    force, month, type
        Where and when (a month number), and of which type; ``all-crime`` is every crime.
    sign
        ``count``: too many or too few. ``round``: whole hundreds, too often for chance. ``share``:
        too large or too small a part of all crime. ``place``: too many or few without a place.
    recorded, expected
        Records (of ``place``: records without a place) in that month, and as many as the months
        around it lead one to expect; None where too few of them can be trusted.
    """

    force: str
    month: int
    type: str
    sign: Sign
    recorded: int
    expected: float | None

    @property
    def words(self) -> str:
        """Say what is odd, without the force and the month."""
        if self.expected is None:
            return f"{self.recorded:,} {_what(self.type)}{_CUT}, as are several months around it"
        usual = f"{self.expected:,.0f}"
        if self.sign == "place":
            return (
                f"{self.recorded:,} {_what(self.type)} without a place, where about {usual} would "
                "be in line with the months around"
            )
        if self.sign == "share":
            return (
                f"{self.recorded:,} {_what(self.type)}, where about {usual} would be their usual "
                "share of all crime"
            )
        line = (
            f"{self.recorded:,} {_what(self.type)}, where about {usual} would be in line with the "
            "months around"
        )
        return line + (f"{_CUT}" if self.sign == "round" else "")

    @property
    def sentence(self) -> str:
        """Say it with the month: ``June 2022: 400 …``."""
        return f"{Month(self.month).name}: {self.words}."


def _what(kind: str) -> str:
    if kind == ALL_CRIME:
        return "crimes of all types"
    if kind == ASB:
        return "anti-social behaviour incidents"
    return f"{CATEGORIES.get(kind, kind).lower()} records"
