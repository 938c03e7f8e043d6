"""The lines of a table within records, counted and added up by the key of their group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from beatwise.accountability.registers.definition_rows import FigureGroup
from beatwise.web.registers.models import Record


KEY_LENGTHS = {"month": 7, "year": 4}  # of a day as ISO text: what its month or year is told by
Line = dict[str, Any]


def tallies(group: FigureGroup, rows: QuerySet[Record]) -> list[Line]:
    """Return a line for each key: how many lines, each sum and how many it is of, yes and no.

    The names are those that the same figures of records have: ``group_key``, ``records``,
    ``sum_NAME``, ``known_NAME``, ``yes_NAME``, ``no_NAME``.
    """
    by_key: dict[str | None, Line] = {}
    for line in _lines(group.of, rows):
        key = _key(group, line)
        if key not in by_key:
            by_key[key] = {"group_key": key, **dict.fromkeys(_names(group), 0)}
        tally = by_key[key]
        tally["records"] += 1
        for name in group.sums:
            if line.get(name) is not None:
                tally[f"sum_{name}"] += line[name]
                tally[f"known_{name}"] += 1
        for name in group.yes:
            if line.get(name) is not None:
                tally[f"{'yes' if line[name] else 'no'}_{name}"] += 1
    return list(by_key.values())


def _names(group: FigureGroup) -> Iterator[str]:
    yield "records"
    for name in group.sums:
        yield from (f"sum_{name}", f"known_{name}")
    for name in group.yes:
        yield from (f"yes_{name}", f"no_{name}")


def _lines(table: str, rows: QuerySet[Record]) -> Iterator[Line]:
    for lines in rows.order_by().values_list(f"values__{table}", flat=True).iterator():
        yield from lines or ()


def _key(group: FigureGroup, line: Line) -> str | None:
    value = line.get(group.by)
    if value is None:
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text[: KEY_LENGTHS[group.period]] if group.period else text
