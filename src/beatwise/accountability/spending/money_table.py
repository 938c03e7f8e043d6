"""Tables of money in columns of their own: a document says what each column is, and rows are read.

A table gives *positions* (what lines were allocated and had paid on a day), *payments* (each
invoice that was paid), *projects*, or *costs* of projects. Printed totals are worked out again and
never taken over; both are said where they differ. Documents lie in ``beatwise/data/money_tables``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.errors import MissingData
from beatwise.fields import REQUIRED, Fields, document


POSITIONS, PAYMENTS, PROJECTS, COSTS = "positions", "payments", "projects", "costs"
MAKES = (POSITIONS, PAYMENTS, PROJECTS, COSTS)
ENTRIES = (POSITIONS, PAYMENTS)  # what makes entries of the ledger
COLUMN_KEYS = (
    "receiver", "day", "source", "qualifier", "allocated", "committed", "paid", "left", "project",
    "about", "item", "people", "hours", "rate", "weeks", "cost", "year_of",
    "year_words", "fund_of", "area_of", "spend_by", "reference", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowsOut:
    """Rows that are not imported, by what a column holds, and why."""

    column: str
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """What a table of money is.

    Parameters
    ----------
    headings
        The columns by which it is known.
    fund, kind, year
        The fund its lines belong to (empty: the column ``fund_of`` names it), the fund's kind, and
        the year they begin in; without a year ``year_words`` says it, or ``year_of`` a day in it.
    columns
        The column of each of ``COLUMN_KEYS`` that the table has.
    on
        The day of its entries where no column has one.
    unit
        Pounds that a 1 in an amount's column stands for.
    area
        Whether the receiver's name is also the line's area.
    aliases
        Other names of receivers.
    total, leave_out
        Which rows are printed totals, and which others are left out.
    unit_price
        Rows whose cost is the price of one piece.
    """

    name: str
    title: str
    makes: str
    headings: tuple[str, ...]
    fund: str
    kind: str
    year: int | None
    columns: Mapping[str, str]
    on: dt.date | None = None
    unit: int = 1
    area: bool = False
    aliases: Mapping[str, str] | None = None
    total: RowsOut | None = None
    leave_out: tuple[RowsOut, ...] = ()
    unit_price: RowsOut | None = None
    note: str = ""

    def receiver(self, printed: str) -> str:
        """Return a receiver's one name for a printed one."""
        return (self.aliases or {}).get(printed, printed)


@cache
def shipped() -> dict[str, MoneyTable]:
    """Return the tables that come along, by name."""
    return {name: read(data.text("money_tables", f"{name}.toml"), name) for name in
            data.names("money_tables")}  # fmt: skip


def table_of(headings: frozenset[str]) -> MoneyTable:
    """Return the table that has these columns (lower case); ``MissingData`` when there is none."""
    fitting = [each for each in shipped().values() if set(each.headings) <= headings]
    if not fitting:
        names = "; ".join(f"{each.title}: {', '.join(each.headings)}" for each in
                          shipped().values())  # fmt: skip
        raise MissingData(
            "the table has none of the known sets of columns.",
            next_step=f"They are: {names}.",
        )
    return max(fitting, key=lambda each: len(each.headings))


def read(text: str, name: str) -> MoneyTable:
    """Read a table's document; raise ``BadInput`` with every fault."""
    with document(text, f"{name}.toml") as fields:
        aliases = fields.optional_table("aliases")
        return MoneyTable(
            name=name,
            title=fields.text("title"),
            makes=fields.one_of("makes", MAKES),
            headings=fields.texts("columns", REQUIRED),
            fund=fields.optional_text("fund"),
            kind=fields.text("kind", "fund"),
            year=fields.optional_whole("year"),
            columns={key: fields.text(key) for key in COLUMN_KEYS if fields.has(key)},
            on=fields.optional_day("on"),
            unit=fields.optional_whole("unit") or 1,
            area=fields.flag("area", False),
            aliases={key: aliases.text(key) for key in aliases.data},
            total=_rows_out(fields.table("total")) if fields.has("total") else None,
            unit_price=_rows_out(fields.table("unit_price")) if fields.has("unit_price") else None,
            leave_out=tuple(_rows_out(each) for each in fields.tables("leave_out")),
            note=fields.optional_text("note"),
        )


def _rows_out(fields: Fields) -> RowsOut:
    return RowsOut(
        fields.text("column"), fields.texts("words", REQUIRED), fields.optional_text("why")
    )
