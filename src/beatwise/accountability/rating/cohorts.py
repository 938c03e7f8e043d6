"""Monthly cohort tables: starts, ends, successes and returns by area, with totals that are formed.

Those who end in a month are not those who start in it. So successes are set against ends, over
twelve months and not month by month, and starts less ends is the change of those in treatment,
never a rate. A month that was not sent is missing, and so is any total it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput


MINIMUM = 30
Counts = Mapping[Month, int | None]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; ``percent`` is ``None`` below the minimum count, and then only counts."""

    part: int
    whole: int
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One kind of count in one area: a value a month, and the total.

    ``None`` is a missing month; the total is ``None`` when any month is missing.
    """

    area: str
    kind: str
    values: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class CohortTable:
    """A cohort table over a run of months."""

    months: MonthRange
    rows: tuple[CohortRow, ...]

    def row(self, area: str, kind: str) -> CohortRow:
        """Return one row; raise ``BadInput`` when the table has none such."""
        for row in self.rows:
            if (row.area, row.kind) == (area, kind):
                return row
        raise BadInput(f"the table has no '{kind}' for {area}.")

    def share(self, area: str, part: str, whole: str, *, minimum: int = MINIMUM) -> Share | None:
        """Return one kind's total as a share of another's, or ``None`` with months missing.

        Raises ``BadInput`` when the part is larger than the whole.
        """
        above, below = self.row(area, part).total, self.row(area, whole).total
        if above is None or below is None:
            return None
        if above > below:
            raise BadInput(f"{area}: {part} ({above}) is more than {whole} ({below}).")
        return Share(
            above, below, Fraction(above * 100, below) if below >= max(1, minimum) else None
        )

    def balance(self, area: str, starts: str, ends: str) -> tuple[int | None, ...]:
        """Return starts less ends, added up month by month; ``None`` from a missing month on."""
        levels: list[int | None] = []
        level: int | None = 0
        pairs = zip(self.row(area, starts).values, self.row(area, ends).values, strict=True)
        for starting, ending in pairs:
            level = (
                None
                if level is None or starting is None or ending is None
                else level + starting - ending
            )
            levels.append(level)
        return tuple(levels)


def cohort_table(
    counts: Mapping[tuple[str, str], Counts], months: MonthRange, *, whole: str = ""
) -> CohortTable:
    """Make a table from counts by (area, kind).

    Parameters
    ----------
    counts
        Whole numbers of zero or more by month; a month that is absent is missing.
    months
        The months the table shows.
    whole
        The name of a last block that adds up the areas; none when empty. It is missing where any
        area is.
    """
    rows = [_row(area, kind, by_month, months) for (area, kind), by_month in counts.items()]
    if whole:
        kinds = list(dict.fromkeys(kind for _, kind in counts))
        rows += [_sum([row for row in rows if row.kind == kind], whole) for kind in kinds]
    return CohortTable(months, tuple(rows))


def rolling(values: Sequence[int | None], months: int = 12) -> tuple[int | None, ...]:
    """Return the sum of each month and those before it; ``None`` until there are enough."""
    return tuple(
        _total(values[at + 1 - months : at + 1]) if at + 1 >= months else None
        for at in range(len(values))
    )


def _row(area: str, kind: str, by_month: Counts, months: MonthRange) -> CohortRow:
    values = tuple(by_month.get(month) for month in months)
    for month, value in zip(months, values, strict=True):
        if value is not None and value < 0:
            raise BadInput(f"{value} is not a count.", place=f"{area}, {kind}, {month}")
    return CohortRow(area, kind, values, _total(values))


def _sum(rows: Sequence[CohortRow], name: str) -> CohortRow:
    values = tuple(_total(month) for month in zip(*(row.values for row in rows), strict=True))
    return CohortRow(name, rows[0].kind, values, _total(values))


def _total(values: Iterable[int | None]) -> int | None:
    counts = list(values)
    return None if any(v is None for v in counts) else sum(v for v in counts if v is not None)
