"""A list to be written as a file: its columns, and rows that are read as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beatwise.publication.formats.document import Cell, Column


NO_RECORD = "no record"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be written: what it is, its columns, and its rows as values.

    ``count`` is how many rows there are, when that is known before they are read.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    missing: str = NO_RECORD
    notes: tuple[str, ...] = ()
    count: int | None = None
