"""The first records of many orders, in one question that ends with the last that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from beatwise.web.registers.models import Record


ANY_REGISTER = "<register>"  # no register is called so; it stands for each in turn


def firsts(
    parts: Iterable[tuple[QuerySet[Record], Mapping[str, str]]], most: int
) -> list[tuple[int, object, int]]:
    """Return key, deadline and number of the first records of each part, at most so many of each.

    A part is an order of records, and what its placeholders, such as ``ANY_REGISTER``, stand for;
    parts that share an order share its words. One question for all: each part follows an index of
    its register and ends with the last that is wanted, where a common word or state is that of a
    third of all records.
    """
    known: dict[int, tuple[str, Sequence[object]] | None] = {}
    words, values = [], list[object]()
    for rows, meant in parts:
        if id(rows) not in known:
            known[id(rows)] = _in_words(rows, most)
        if (part := known[id(rows)]) is None:
            continue
        words.append(f"SELECT * FROM ({part[0]}) AS part_{len(words)}")
        values += [
            meant.get(value, value) if isinstance(value, str) else value for value in part[1]
        ]
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(words), values)
        return list(cursor.fetchall())


def _in_words(rows: QuerySet[Record], most: int) -> tuple[str, Sequence[object]] | None:
    """Return an order of records as SQL with its values; ``None`` where it can have none.

    Somebody without an area sees no record of any.
    """
    try:
        return rows.values("pk", "due", "number")[:most].query.sql_with_params()
    except EmptyResultSet:
        return None
