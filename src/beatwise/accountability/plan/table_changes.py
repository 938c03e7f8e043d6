"""What a table would change of a draft: rows that are new, changed, gone or in another order.

A row is the same from one table to the next by its id; an output, an outcome or an action without
one by its words and what it is part of; the plan and a term of office by their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.accountability.plan.plan_draft import DraftRow, DraftRows, cells_of
from beatwise.accountability.plan.row_kinds import KINDS
from beatwise.accountability.row_reader import Row


Mark = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What differs between two tables of plain rows.

    Parameters
    ----------
    new, gone
        The rows that only the later, and only the earlier table has.
    changed
        Rows as they are in both, before and after.
    same
        How many rows are alike.
    reordered
        Whether those in both stand in another order.
    """

    new: tuple[Row, ...]
    gone: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    same: int
    reordered: bool


def table_changes(before: Sequence[Row], after: Sequence[Row]) -> TableChanges:
    """Return what a later table changes of an earlier one."""
    old, new = _marked(before), _marked(after)
    both = [(old[mark], row) for mark, row in new.items() if mark in old]
    changed = tuple((was, now) for was, now in both if changed_cells(was, now))
    return TableChanges(
        new=tuple(row for mark, row in new.items() if mark not in old),
        gone=tuple(row for mark, row in old.items() if mark not in new),
        changed=changed,
        same=len(both) - len(changed),
        reordered=[m for m in old if m in new] != [m for m in new if m in old],
    )


def changed_cells(before: Row, after: Row) -> dict[str, str]:
    """Return the cells that a later row has otherwise, what it is part of too."""
    columns = ("part_of", *KINDS[after["kind"]].columns)
    return {c: after.get(c, "") for c in columns if after.get(c, "") != before.get(c, "")}


def with_keys(rows: Sequence[Row], draft: DraftRows, newest: int) -> list[DraftRow]:
    """Return plain rows as the rows of a draft that had others.

    A row that the draft had keeps its key, and its version while nothing of it changed; a new one
    gets a key after ``newest``, the last that was given.
    """
    lines = dict(zip(_marked(cells_of(draft)), draft, strict=True))
    keyed = []
    for mark, row in _marked(rows).items():
        line = lines.get(mark)
        if line is None:
            newest += 1
            keyed.append(DraftRow(key=newest, version=1, cells=dict(row)))
        else:
            version = line["version"] + bool(changed_cells(line["cells"], row))
            keyed.append(DraftRow(key=line["key"], version=version, cells=dict(row)))
    return keyed


def _marked(rows: Iterable[Row]) -> Mapping[Mark, Row]:
    """Return the rows by what each is known by; those with one mark are numbered."""
    marked: dict[Mark, Row] = {}
    for row in rows:
        mark, at = _mark(row), 1
        while (*mark, str(at)) in marked:
            at += 1
        marked[(*mark, str(at))] = row
    return marked


def _mark(row: Row) -> Mark:
    if row["id"]:
        return (row["kind"], row["id"])
    if KINDS[row["kind"]].hangs_on:
        return (row["kind"], row["part_of"], row["title"])
    return (row["kind"],)
