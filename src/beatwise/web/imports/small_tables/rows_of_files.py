"""Rows of an imported file, each made into a thing or refused at its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.printed_text import printed_row
from beatwise.errors import BadInput
from beatwise.plurals import counted
from beatwise.web.imports import batches, read_file


Thing = TypeVar("Thing")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class RowsMade(Generic[Thing]):
    """The things of a file, how many rows made none, what is wrong with others, and its lines."""

    things: tuple[Thing, ...]
    left_out: int
    wrong: tuple[batches.Wrong, ...]
    lines: read_file.Lines

    @property
    def notes(self) -> tuple[str, ...]:
        """What a preview says beside the rows: of the file, and of the rows that made nothing."""
        if not self.left_out:
            return tuple(self.lines.notes)
        verb = "is" if self.left_out == 1 else "are"
        note = f"{counted(self.left_out, 'row')} {verb} about something else and {verb} left out."
        return (*self.lines.notes, note)


def rows_made(
    name: str,
    content: bytes,
    needed: Sequence[str],
    make: Callable[[Cells], Thing | None],
    dates: DayOrder,
) -> RowsMade[Thing]:
    """Read a file's rows as text and make each into a thing; ``None`` leaves a row out."""
    lines = read_file.read(name, content, needed, dates)
    if errors := read_file.broken(lines):
        return RowsMade((), 0, batches.faults(errors), lines)
    things: list[Thing] = []
    wrong: list[batches.Wrong] = []
    left_out = 0
    for line in lines:
        try:
            thing = make(printed_row(line.cells))
        except BadInput as error:
            wrong.append(batches.wrong(line.row, error))
            continue
        if thing is None:
            left_out += 1
        else:
            things.append(thing)
    return RowsMade(tuple(things), left_out, tuple(wrong), lines)
