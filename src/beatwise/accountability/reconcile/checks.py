"""The checks of a table: formulas, column totals, directions, dates, seats and contradictions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from beatwise.accountability.measures.measure_units import unit
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import Direction, change_between, direction_of
from beatwise.accountability.reconcile.finding import Finding, disagrees
from beatwise.accountability.reconcile.formula import (
    Missing,
    Place,
    cell_text,
    parse,
    total,
    work_out,
)
from beatwise.accountability.reconcile.number import number_text, read
from beatwise.accountability.reconcile.printed_table import PrintedTable, Row, matches
from beatwise.errors import BadInput
from beatwise.largest_remainder import largest_remainder


Where = Mapping[str, "str | Sequence[str]"]
Tables = Mapping[str, PrintedTable]


@dataclass(frozen=True, slots=True)
class FormulaCheck:
    """A formula that must hold in each row, or once when it names all its cells.

    ``where`` chooses the rows it looks at, ``rounded`` says that the cells it is worked out from
    were rounded when they were printed, and ``what`` is the check in words, for readers. Where
    ``allows_rounding``, what that rounding could explain is no finding: of two averages printed
    without decimals, 5 of 9 may be anything from 47 to 65 per cent.
    """

    formula: str
    what: str = ""
    where: Where = field(default_factory=dict)
    rounded: bool = False
    allows_rounding: bool = False
    note: str = ""

    def run(self, table: PrintedTable, tables: Tables) -> Iterator[Finding]:
        """Yield the rows in which it does not hold; a row with an empty cell is left out."""
        formula = parse(self.formula)
        rows = tuple(row for row in table.rows if matches(row, self.where))
        for row in rows if formula.per_row else ({},):
            place = Place(tables, table, row, self.rounded, rows)
            try:
                text, other = cell_text(formula.left, place), work_out(formula.right, place)
            except Missing:
                continue
            bounds = {"<=": lambda gap: gap <= 0, ">=": lambda gap: gap >= 0}
            disagreement = disagrees(text, other, bounds.get(formula.sign))
            if disagreement and not (self.allows_rounding and disagreement[1]):
                label = table.label_of(row) if formula.per_row else ""
                check = self.what or self.formula
                yield Finding(
                    table.name, label, check, "formula", text, *disagreement, note=self.note
                )


@dataclass(frozen=True, slots=True)
class TotalsCheck:
    """Columns whose printed total row must be the sum of its parts, by group where given.

    The parts are the rows above the total, or those below it when it comes first.
    """

    columns: tuple[str, ...]
    total: Where
    by: tuple[str, ...] = ()
    rounded: bool = False
    note: str = ""

    def run(self, table: PrintedTable, tables: Tables) -> Iterator[Finding]:
        """Yield the columns and groups whose total is not the sum of its parts."""
        del tables
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in table.rows:
            groups.setdefault(tuple(row.get(column, "") for column in self.by), []).append(row)
        for group, rows in groups.items():
            at = next((i for i, row in enumerate(rows) if matches(row, self.total)), None)
            if at is not None:
                yield from self._columns(table, rows[at], rows[:at] or rows[1:], group)

    def _columns(
        self, table: PrintedTable, sums: Row, parts: Sequence[Row], group: tuple[str, ...]
    ) -> Iterator[Finding]:
        for column in self.columns:
            try:
                column_sum = total(table.has(column), parts, rounded=self.rounded)
            except Missing:
                continue
            text = sums.get(column, "")
            disagreement = disagrees(text, column_sum)
            if disagreement:
                name = ", ".join(group) or table.label_of(sums)
                check = f"sum of {column}"
                yield Finding(table.name, name, check, "sum", text, *disagreement, note=self.note)


@dataclass(frozen=True, slots=True)
class DirectionCheck:
    """A printed arrow or word against the rule: the direction of the two printed values.

    ``unit`` is the column that names the unit, by which the tolerance is agreed.
    """

    before: str
    after: str
    direction: str
    unit: str
    note: str = ""

    def run(self, table: PrintedTable, tables: Tables) -> Iterator[Finding]:
        """Yield the rows whose printed direction is not the rule's."""
        del tables
        for row in table.rows:
            printed_way = _direction(row.get(self.direction, ""))
            ruled = self._ruled(row, table.name)
            if printed_way is None or ruled is None or printed_way == ruled:
                continue
            yield Finding(
                table.name,
                table.label_of(row),
                f"direction from {row[self.before]} to {row[self.after]}",
                "direction",
                printed_way,
                ruled,
                note=self.note,
            )

    def _ruled(self, row: Row, place: str) -> str | None:
        before, after = _decimal(row.get(self.before, "")), _decimal(row.get(self.after, ""))
        tolerance = unit(row.get(self.unit, ""), place=place).tolerance
        if before is None or after is None or tolerance is None:
            return None
        change = change_between(before, after, tolerance)
        return "not calculable" if change is None else direction_of(change, tolerance).word


@dataclass(frozen=True, slots=True)
class DatesCheck:
    """Columns that must hold days, months or periods that exist, and be in order where two are."""

    columns: tuple[str, ...]
    in_order: bool = False
    note: str = ""

    def run(self, table: PrintedTable, tables: Tables) -> Iterator[Finding]:
        """Yield the cells that name no day or period, and the rows whose days run backwards."""
        del tables
        for row in table.rows:
            days = []
            for column in self.columns:
                text = row.get(table.has(column), "").strip()
                day = _day(text)
                if text and day is None:
                    yield self._finding(table, row, column, text, "no such day or period")
                days.append(day)
            if self.in_order and None not in days:
                stated_days = [day for day in days if day]
                if stated_days != sorted(stated_days):
                    texts = " then ".join(row.get(column, "") for column in self.columns)
                    yield self._finding(table, row, " then ".join(self.columns), texts, "backwards")

    def _finding(
        self, table: PrintedTable, row: Row, check: str, text: str, recomputed: str
    ) -> Finding:
        return Finding(
            table.name, table.label_of(row), check, "date", text, recomputed, note=self.note
        )


@dataclass(frozen=True, slots=True)
class SeatsCheck:
    """Printed seats against the largest remainder of the printed entitlements."""

    entitlement: str
    seats: str
    note: str = ""

    def run(self, table: PrintedTable, tables: Tables) -> Iterator[Finding]:
        """Yield the rows whose seats are not those that the largest remainder gives."""
        del tables
        read_rows = [(row, read(row.get(self.entitlement, ""))) for row in table.rows]
        rows = [(row, share) for row, share in read_rows if share is not None]
        printed_seats = [read(row.get(self.seats, "")) or Fraction(0) for row, _ in rows]
        fair = largest_remainder([share for _, share in rows], int(sum(printed_seats)))
        for (row, share), seats, due in zip(rows, printed_seats, fair, strict=True):
            if seats != due:
                check = f"seats by largest remainder of {number_text(share, '0.00')}"
                yield Finding(
                    table.name, table.label_of(row), check, "seats", str(seats), str(due),
                    note=self.note,
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContradictionCheck:
    """The same thing listed twice with unlike states, however its words are ordered."""

    about: str
    state: str
    note: str = ""

    def run(self, table: PrintedTable, tables: Tables) -> Iterator[Finding]:
        """Yield each thing that the table lists with two states."""
        del tables
        first_rows: dict[frozenset[str], Row] = {}
        for row in table.rows:
            key = frozenset(row.get(table.has(self.about), "").lower().split())
            first = first_rows.setdefault(key, row)
            one, two = first.get(self.state, ""), row.get(table.has(self.state), "")
            if one != two:
                yield Finding(
                    table.name, row[self.about], f"{self.state} of the same {self.about}",
                    "contradiction", one, two, note=self.note,
                )  # fmt: skip


Check = FormulaCheck | TotalsCheck | DirectionCheck | DatesCheck | SeatsCheck | ContradictionCheck

_WAYS = {way.arrow: way.word for way in Direction} | {way.word: way.word for way in Direction}
_WAYS |= {"flat": "stable", "same": "stable", "→": "stable"}


def _direction(text: str) -> str | None:
    return _WAYS.get(text.strip().lower())


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("%", "").strip())
    except InvalidOperation:
        return None


def _day(text: str) -> dt.date | None:
    try:
        return Period.parse(text).ends if text else None
    except BadInput:
        return None
