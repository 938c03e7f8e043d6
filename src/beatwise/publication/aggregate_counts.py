"""Counts about people by row, as a table of months and places, passed through the disclosure gate.

Small counts are hidden, and further ones until none can be worked out from the sums that the rows
make: a total in a row from its parts, the whole area from its places. What is left is rounded.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.protection import Counts, Sum, protect
from beatwise.publication.published import CONFIDENTIAL


class Row(NamedTuple):
    """One row: its period, its place, and its counts by name; ``None`` is *no record*.

    ``kind`` says whatever else tells rows of the same period and place apart.
    """

    period: Hashable
    place: str
    counts: Mapping[str, int | None]
    kind: Hashable = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's rows add up to.

    Parameters
    ----------
    rows
        By any key.
    sums
        The name of a total and those of its parts, within each row.
    whole
        The place that is the sum of all others; empty when there is none.
    """

    rows: Mapping[Hashable, Row]
    sums: Sequence[tuple[str, tuple[str, ...]]] = ()
    whole: str = ""


Cell = tuple[Hashable, str]  # a row's key, and the name of a count
Controlled = Mapping[Hashable, Mapping[str, int | str | None]]


def controlled(table: Table, rule: Rule) -> Controlled:
    """Return the counts as they may leave the office: rounded, ``[c]`` where hidden.

    Give all rows that are published anywhere: what protects a small count is chosen among them.
    """
    cells = {
        (key, name): count
        for key, row in table.rows.items()
        for name, count in row.counts.items()
        if count is not None
    }
    hidden = {cell for cell, count in cells.items() if 0 < count < rule.threshold}
    protect(Counts(cells, tuple(_sums(table, cells))), hidden, rule)
    return {
        key: {
            name: CONFIDENTIAL if (key, name) in hidden else _rounded(count, rule)
            for name, count in row.counts.items()
        }
        for key, row in table.rows.items()
    }


def _sums(table: Table, cells: Mapping[Cell, int]) -> Iterator[Sum[Cell]]:
    """Yield each set of cells that add up to another: what does not add up tells nothing exact."""
    for key in table.rows:
        for total, parts in table.sums:
            yield from _sum(cells, [(key, part) for part in parts], (key, total))
    wholes = {
        (row.period, row.kind): key for key, row in table.rows.items() if row.place == table.whole
    }
    for group, whole in wholes.items() if table.whole else ():
        places = [
            key
            for key, row in table.rows.items()
            if (row.period, row.kind) == group and row.place != table.whole
        ]
        for name in table.rows[whole].counts:
            yield from _sum(cells, [(key, name) for key in places], (whole, name))


def _sum(cells: Mapping[Cell, int], parts: Sequence[Cell], total: Cell) -> Iterator[Sum[Cell]]:
    there = tuple(part for part in parts if part in cells)
    if total in cells and there and sum(cells[part] for part in there) == cells[total]:
        yield Sum(there, total)


def _rounded(count: int | None, rule: Rule) -> int | None:
    """Return a count rounded to the rule's base, halves upwards."""
    return None if count is None else (2 * count + rule.base) // (2 * rule.base) * rule.base
