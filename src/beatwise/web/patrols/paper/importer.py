"""An import of paper: filled sheets, or hours that a supervisor returned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import RowFault, read_rows
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.number_text import as_text
from beatwise.errors import Conflict
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import PaperRow, Programme
from beatwise.web.patrols.paper import actions
from beatwise.web.patrols.paper.sheet_lines import COLUMNS, NEEDED, read_line


SKIPPED = "{} planned visits without times were left out: they were not made."
TWICE = "hours and visits of one partner, day and beat would count twice."
TWICE_NEXT_STEP = "Give the visits with their times, or the hours."
Key = tuple[object, ...]


class PaperImport:
    """Lines of one programme's paper (``web.imports.batches.Importer``)."""

    def __init__(self, programme: Programme):
        self.programme = programme

    @property
    def kind(self) -> str:
        """The programme's own imports."""
        return f"paper/{self.programme.pk}"

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person types paper in."""
        actions.may_type(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> batches.Preview:
        """Return the lines that are new, how many are there already, and every faulty row."""
        lines = read_file.read(name, content, NEEDED, dates)
        return replace(self._preview(lines, by), doubts=lines.doubts)

    def _preview(self, lines: read_file.Lines, by: Person) -> batches.Preview:
        if errors := read_file.broken(lines):
            return batches.Preview(wrong=batches.faults(errors))
        ground = actions.ground(by, self.programme)
        rows = read_rows(
            [{head: _words(cell) for head, cell in line.cells.items()} for line in lines],
            COLUMNS, NEEDED, lambda row: read_line(row, ground),
            numbers=[line.row for line in lines],
        )  # fmt: skip
        if rows.faults:
            return batches.Preview(wrong=batches.faults(rows.faults))
        there = {_key(row) for row in selectors.paper(by, self.programme)}
        new: dict[Key, PaperRow] = {}
        kinds = {_whose(row): row.hours is None for row in selectors.paper(by, self.programme)}
        twice = []
        for number, row in rows.entries:
            if row is None or _key(row) in there:
                continue
            if kinds.setdefault(_whose(row), row.hours is None) != (row.hours is None):
                twice.append(RowFault(number, "hours", TWICE, TWICE_NEXT_STEP))
            row.programme = self.programme
            new[_key(row)] = row
        if twice:
            return batches.Preview(wrong=batches.faults(twice))
        filled = sum(row is not None for _, row in rows.entries)
        skipped = len(rows.entries) - filled
        notes = (*lines.notes, *((SKIPPED.format(skipped),) if skipped else ()))
        return batches.Preview(list(new.values()), same=filled - len(new), notes=notes)

    def commit(self, preview: batches.Preview, by: Person) -> batches.Done:
        """Add the lines."""
        rows = actions.save(preview.new, by)
        line = audit.Line("paper.import", self.programme.thing, after={"lines": len(rows)})
        return batches.Done((line,), [row.pk for row in rows])

    def undo(self, effect: list[Any], by: Person) -> Sequence[audit.Line]:
        """Take them out again; ``Conflict`` when a sheet was typed over them since."""
        rows = PaperRow.objects.filter(programme=self.programme, pk__in=effect)
        if rows.count() != len(effect):
            raise Conflict(
                "a sheet was typed in over some of these lines.",
                place=str(self.programme),
                next_step="Correct the sheet of the shift instead.",
            )
        rows.delete()
        return (audit.Line("paper.undo", self.programme.thing, before={"lines": len(effect)}),)


def listed(preview: batches.Preview, most: int) -> list[tuple[str, ...]]:
    """Return the first lines of a preview as cells: day, partner, place, when or hours."""
    return [
        (str(row.day), row.partner, row.spot or row.beat,
         f"{row.hours:g} hours" if row.hours is not None else f"{row.minutes:.0f} minutes")
        for row in preview.new[:most]
    ]  # fmt: skip


def _key(row: PaperRow) -> Key:
    return (row.day, row.partner, row.spot, row.beat, row.begins, row.ends, row.hours)


def _whose(row: PaperRow) -> Key:
    return (row.day, row.partner, row.beat)


def _words(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(timespec="minutes")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return as_text(cell)
    return "" if cell is None else str(cell)
