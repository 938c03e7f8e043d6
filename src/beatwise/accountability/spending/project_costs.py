"""A project's costs, line by line: what a line's own numbers come to beside what it states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.funds import pounds


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost: people × hours × rate × weeks, of those that are known, and the stated cost.

    ``rate`` and ``cost`` in pence; the rate is for an hour, or for a piece where no hours are said.
    """

    item: str
    cost: int | None
    people: Fraction | None = None
    hours: Fraction | None = None
    rate: int | None = None
    weeks: Fraction | None = None

    @property
    def worked_out(self) -> Fraction | None:
        """What the line's numbers come to in pence; ``None`` without a rate."""
        if self.rate is None:
            return None
        amount = Fraction(self.rate)
        for number in (self.people, self.hours, self.weeks):
            amount *= 1 if number is None else number
        return amount

    @property
    def fault(self) -> str:
        """How the stated cost differs from what the numbers come to; empty where it follows."""
        amount = self.worked_out
        if amount is None or self.cost is None or amount == self.cost:
            return ""
        factors = [f"{float(n):g} {words}" for n, words in (
            (self.people, "people"), (self.hours, "hours"), (self.weeks, "weeks"),
        ) if n is not None]  # fmt: skip
        parts = " × ".join([*factors, pounds(self.rate or 0)])
        return f"{self.item}: {parts} is {pounds(round(amount))}, stated {pounds(self.cost)}"


def total_cost(lines: Iterable[CostLine]) -> int:
    """Return the sum of the stated costs in pence; of a line without one, what it comes to."""
    return sum(_cost(line) for line in lines)


def faults(lines: Iterable[CostLine], stated: int | None = None) -> tuple[str, ...]:
    """Return what does not follow: each line's own multiplication, and the stated total."""
    rows = list(lines)
    wrong = [line.fault for line in rows if line.fault]
    total = total_cost(rows)
    if stated is not None and stated != total:
        wrong.append(f"the lines come to {pounds(total)}, stated {pounds(stated)}")
    return tuple(wrong)


def _cost(line: CostLine) -> int:
    if line.cost is not None:
        return line.cost
    return round(line.worked_out or 0)
