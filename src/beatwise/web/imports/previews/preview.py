"""What an import would do: things made and changed, what is wrong, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.accountability.questions import Question
from beatwise.accountability.row_reader import RowFault
from beatwise.cell_text.day_order import DateDoubt
from beatwise.errors import UserError


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why one row cannot be taken."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """What is asked about one row before it is taken; ``column`` as the file names it."""

    row: int
    column: str
    question: Question


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: things made, changed and left as they are, and what is wrong.

    ``new`` and ``changed`` hold whatever the importer's ``commit`` needs; ``notes`` are sentences
    to show beside the preview. ``questions`` are asked before anything is imported, and one
    ``reason`` answers them all. While there are ``doubts`` about dates, nothing is imported.
    """

    new: Sequence[Any] = ()
    changed: Sequence[Any] = ()
    same: int = 0
    wrong: tuple[Wrong, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[RowQuestion, ...] = ()
    reason: str = ""
    doubts: tuple[DateDoubt, ...] = ()


def wrong(row: int, error: UserError, column: str = "") -> Wrong:
    """Return an error as what is wrong with a row."""
    words = " ".join(filter(None, (error.message, error.next_step)))
    return Wrong(row, column or error.place or "", words)


def faults(row_faults: Iterable[RowFault]) -> tuple[Wrong, ...]:
    """Return the faults that ``accountability.row_reader`` noted as what is wrong with rows."""
    return tuple(
        Wrong(f.row, f.column, " ".join(filter(None, (f.words, f.next_step)))) for f in row_faults
    )
