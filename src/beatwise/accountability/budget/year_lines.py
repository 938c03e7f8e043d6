"""A year's budget, line by line: planned, spent so far and expected, with every sum worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


INCOME, FORCE, OFFICE, OTHER = "income", "force", "office", "other"
PARTS = {
    INCOME: "Income other than council tax",
    FORCE: "Given to the chief constable",
    OFFICE: "The office",
    OTHER: "Commissioning, partnerships and reserves",
}
SPENDING = (FORCE, OFFICE, OTHER)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A line in pence: its part, what was planned, and by the last report spent and expected.

    ``actual`` and ``expected`` are ``None`` while nothing was reported: never zero.
    """

    part: str
    name: str
    planned: int
    actual: int | None = None
    expected: int | None = None

    @property
    def variance(self) -> int | None:
        """Expected less planned; above zero is more than planned."""
        return None if self.expected is None else self.expected - self.planned


@dataclass(frozen=True, slots=True)
class PartSum:
    """The sums of a part's lines; of actual and expected only where every line was reported.

    ``missing`` counts the lines that were not.
    """

    part: str
    planned: int
    actual: int | None
    expected: int | None
    missing: int

    @property
    def variance(self) -> int | None:
        """Expected less planned of the whole part."""
        return None if self.expected is None else self.expected - self.planned


def part_sum(part: str, lines: Iterable[YearLine]) -> PartSum:
    """Return the sums of the lines of a part."""
    rows = [line for line in lines if line.part == part]
    return PartSum(
        part=part,
        planned=sum(row.planned for row in rows),
        actual=_sum([row.actual for row in rows]),
        expected=_sum([row.expected for row in rows]),
        missing=sum(row.expected is None for row in rows),
    )


def missing_side(lines: Sequence[YearLine]) -> str:
    """Return which side of a year has no line yet, ``income`` or ``spending``; empty for neither.

    Every policing body has a grant: without its line the requirement would be all spending.
    """
    if not any(line.part == INCOME for line in lines):
        return "income"
    return "" if any(line.part in SPENDING for line in lines) else "spending"


def requirement(lines: Sequence[YearLine]) -> int | None:
    """Return the council-tax requirement: all spending less every other income, in pence.

    None while one of the two has no line.
    """
    if missing_side(lines):
        return None
    spending = sum(line.planned for line in lines if line.part in SPENDING)
    return spending - sum(line.planned for line in lines if line.part == INCOME)


def force_share(lines: Sequence[YearLine]) -> Fraction | None:
    """Return the share of all spending that is given to the chief constable; none without any."""
    spending = sum(line.planned for line in lines if line.part in SPENDING)
    if not spending:
        return None
    return Fraction(sum(line.planned for line in lines if line.part == FORCE), spending)


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if amounts and len(known) == len(amounts) else None
