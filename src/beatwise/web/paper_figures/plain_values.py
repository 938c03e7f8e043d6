"""Values as a paper's figures have them: numbers, texts, lists and mappings, as JSON could be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole ones without decimals."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def cell(text: str) -> str | int | float | None:
    """Return a cell of a table: a number where it is written as one, nothing where it is empty."""
    plain = text.strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain) or (plain.startswith("0") and plain[1:2].isdecimal()):
        return plain
    return number(Decimal(plain))


def key(text: str) -> str:
    """Return words as a step of a path: small letters and digits, joined by hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def by_label(rows: Sequence[Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    """Return rows by the words of their first field, and of further ones where those repeat.

    Rows that no fields tell apart are found by their place alone.
    """
    for most in range(1, 4):
        labels = [key(" ".join(str(v or "") for v in list(row.values())[:most])) for row in rows]
        if len(set(labels)) == len(labels):
            return dict(zip(labels, rows, strict=True))
    return {}


def plain(value: object) -> object:
    """Return a value of a record as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
