"""What a register says of importing: rows in the export's own columns (see ``imports.batches``).

A row with a number changes that record; a row without one makes a record. A new record may begin
in any state that needs no proof of identity; a record that exists takes one step of the state
table, under the same rules as on its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from beatwise.accountability.questions import EVERY, Reasons
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.cell_text import heading_key
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import BadInput, Conflict, Refused, UserError
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview, RowQuestion
from beatwise.web.imports.models import Run
from beatwise.web.imports.previews.absent_columns import absent, absent_notes
from beatwise.web.imports.runs.run_progress import each_row
from beatwise.web.registers import actions, record_reasons, selectors
from beatwise.web.registers.exports import NUMBER, STATE
from beatwise.web.registers.import_rows import Row, record_number, row_of, wrong_cells
from beatwise.web.registers.models import Record
from beatwise.web.registers.paper_rows import laid_records
from beatwise.web.registers.shapes import linked_records, small_counts


class Effect(TypedDict):
    """What an import did to one record, as JSON: ``before`` is ``None`` of a record it made."""

    number: int
    version: int
    before: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Records:
    """Import records of one register (a ``batches.Importer``)."""

    register: Definition

    @property
    def kind(self) -> str:
        """Name its imports by the register."""
        return self.register.slug

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless the person's role writes to the register, and sees all of it.

        A file holds closed rows beside open ones.
        """
        actions.check_writes(self.register, by)
        if not self.register.opens_closed(by):
            raise Refused(
                f"files of {self.register.title.lower()} may hold closed records.",
                next_step="Make the records one by one, or ask the register's owner.",
            )

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Preview:
        """Return what importing a file would do; nothing is changed."""
        labels = [NUMBER, STATE, *(f.label for f in self.register.fields)]
        book = read_file.Book(name, content, dates)
        try:
            lines = book.read(labels)
        except BadInput:
            if (paper := laid_records.laid(self.register, name, content, dates)) is None:
                lines = book.read(_required(self.register), labels)
                preview = self._preview(lines, labels, by)
                notes = (*lines.notes, *_absent(self.register, lines))
                return replace(preview, doubts=lines.doubts, notes=notes)
            table, lines = paper
            words = (table.layout.note,) if table.layout.note else ()
            preview = self.preview_of(table, by)
            return replace(preview, doubts=lines.doubts, notes=(*lines.notes, *words))
        return replace(self._preview(lines, labels, by), doubts=lines.doubts)

    def preview_of(self, table: LayoutResult, by: Person) -> Preview:
        """Return what a table in columns of its own would do; faults name the table's columns."""
        self.check(by)
        lines = laid_records.lines(self.register, table)
        labels = [NUMBER, STATE, *(f.label for f in self.register.fields)]
        preview = self._preview(lines, labels, by)
        wrong = [
            replace(each, column=laid_records.column_of(self.register, table, each.column))
            for each in preview.wrong
        ]
        faults = [*batches.faults(table.faults), *wrong]
        return replace(preview, wrong=tuple(sorted(faults, key=lambda each: each.row)))

    def _preview(self, read: read_file.Lines, labels: list[str], by: Person) -> Preview:
        register = self.register
        if errors := read_file.broken(read):
            named = {heading_key(label): label for label in labels}
            plain = [replace(e, column=named.get(e.column, e.column)) for e in errors]
            return Preview(wrong=batches.faults(plain))
        numbers = {
            n for r in read if (n := record_number(r.cells.get(heading_key(NUMBER)))) is not None
        }
        records = selectors.by_number(register, by, numbers)
        new: list[Row] = []
        changed: list[Row] = []
        wrong: list[batches.Wrong] = []
        same, above, keys = 0, set[int](), set[small_counts.Key]()
        for line in each_row(read):
            try:
                row = row_of(register, line, records, above, by)
                _check_key(register, row, keys)
            except UserError as error:
                wrong += wrong_cells(register, line.row, error)
                continue
            if row.number is None:
                new.append(row)
            elif row.changed:
                changed.append(row)
            else:
                same += 1
        doubts = tuple(
            RowQuestion(row.row, register.by_name[question.field].label, question)
            for row in sorted((*new, *changed), key=lambda row: row.row)
            for question in row.questions
        )
        return Preview(tuple(new), tuple(changed), same, tuple(wrong), read.notes, doubts)

    def commit(self, preview: Preview, by: Person) -> Done:
        """Make and change what the file says."""
        reasons = {EVERY: preview.reason}
        lines, effect = _make(self.register, preview.new, reasons, by)
        more, also = _change(self.register, preview.changed, reasons, by)
        return Done([*lines, *more], [*effect, *also])

    def staged(self, preview: Preview) -> Sequence[tuple[Row, str]]:
        """Return the rows that make a record, each with the reason that was given."""
        return [(row, preview.reason) for row in preview.new]

    def stage(self, things: Sequence[tuple[Row, str]], by: Person, run: Run) -> None:
        """Make some of the records, unseen; their history is that of the import."""
        _fresh(self.register, [row for row, _ in things], {EVERY: things[0][1]}, by, run)

    def ahead(self, run: Run, *, visible: bool) -> None:
        """Nothing follows from records that is kept elsewhere."""

    def close(self, preview: Preview, by: Person, run: Run, ahead: None = None) -> Done:
        """Change what the file changes; ``Conflict`` where one was changed meanwhile."""
        numbers = [row.number for row in preview.changed if row.number is not None]
        records = selectors.by_number(self.register, by, numbers)
        moved = [
            str(row.number)
            for row in preview.changed
            if row.number not in records or records[row.number].version != row.version
        ]
        _refuse_moved(self.register, moved)
        return Done(*_change(self.register, preview.changed, {EVERY: preview.reason}, by))

    def hide(self, run: Run, by: Person, ahead: None = None) -> Sequence[audit.Line]:
        """Refuse with ``Conflict`` when a record was changed since; nothing else is left to do."""
        rows = Record._base_manager.filter(run=run).exclude(version=1).order_by("number")
        _refuse_moved(self.register, [str(n) for n in rows.values_list("number", flat=True)])
        return ()

    def undo(self, effect: list[Effect], by: Person) -> list[audit.Line]:
        """Put every record back as it was; ``Conflict`` when one changed since."""
        records = selectors.by_number(self.register, by, [e["number"] for e in effect])
        moved = [
            str(e["number"])
            for e in effect
            if e["number"] not in records or records[e["number"]].version != e["version"]
        ]
        _refuse_moved(self.register, moved)
        return [_put_back(self.register, records[e["number"]], e["before"]) for e in effect]


def _required(register: Definition) -> list[str]:
    return [f.label for f in register.fields if f.required and not f.computed]


def _absent(register: Definition, lines: read_file.Lines) -> list[str]:
    """Return what a preview says of columns that the file does not have."""
    fields = [f.label for f in register.fields if not f.computed]
    others = [NUMBER, STATE, *(f.label for f in register.fields if f.computed)]
    notes = list(absent_notes(lines.columns, fields, "records", others))
    begins = f"new records begin as {register.first.title}, and others stay as they are"
    effects = {NUMBER: "every row makes a new record", STATE: begins}
    for label in absent(lines.columns, effects):
        notes.append(f"The file does not have the column '{label}': {effects[label]}.")
    return notes


def _check_key(register: Definition, row: Row, keys: set[small_counts.Key]) -> None:
    """Refuse two rows of the same month and place, in the file or in the register."""
    if register.aggregates is None:
        return
    small_counts.check_row(register, row.values, row.number)
    key = small_counts.row_key(register, row.values)
    if key in keys:
        raise BadInput(
            "a row above is of the same month and place.",
            place=register.aggregates.period,
            next_step="Keep one of them.",
        )
    keys.add(key)


def _make(
    register: Definition, rows: Sequence[Row], reasons: Reasons, by: Person
) -> tuple[list[audit.Line], list[Effect]]:
    records, answers = _fresh(register, rows, reasons, by)
    lines = [
        audit.Line(
            "record.make",
            r.thing,
            "imported",
            after={**actions.facts(r), **answer},
            erasable=actions.erases(register),
        )
        for r, answer in zip(records, answers, strict=True)
    ]
    return lines, [{"number": r.number, "version": r.version, "before": None} for r in records]


def _fresh(
    register: Definition, rows: Sequence[Row], reasons: Reasons, by: Person, run: Run | None = None
) -> tuple[list[Record], list[dict[str, object]]]:
    """Make the records of rows, and return them with the answers that their history keeps."""
    first = actions.next_number(register)
    records = [actions.fresh(register, r.values, first + i, r.state) for i, r in enumerate(rows)]
    answers = [
        record_reasons.answer(record, row.questions, reasons, by)
        for record, row in zip(records, rows, strict=True)
    ]
    for record in records:
        record.run = run
    Record.objects.bulk_create(records, batch_size=500)
    for record in records:
        linked_records.keep(register, record)
    return records, answers


def _refuse_moved(register: Definition, moved: Sequence[str]) -> None:
    """Raise ``Conflict`` when records changed since."""
    if moved:
        raise Conflict(
            f"{len(moved)} of its records changed since: {', '.join(moved[:10])}.",
            place=register.title,
            next_step="Change those back by hand, on their own pages.",
        )


def _change(
    register: Definition, rows: Sequence[Row], reasons: Reasons, by: Person
) -> tuple[list[audit.Line], list[Effect]]:
    numbers = [row.number for row in rows if row.number is not None]
    records = selectors.by_number(register, by, numbers)
    lines: list[audit.Line] = []
    effect: list[Effect] = []
    for row in rows:
        record = records[row.number or 0]
        before = actions.facts(record)
        snapshot = {"values": record.values, "state": record.state, "moves": record.moves}
        record.values = {**record.values, **row.values}
        answer = record_reasons.answer(record, row.questions, reasons, by)
        if row.step:
            actions.enter(record, row.step.target)
        actions.keep(register, record)
        actions.save(register, record)
        was, now = audit.differences(before, actions.facts(record))
        action = f"record.{row.step.name}" if row.step else "record.change"
        lines.append(
            audit.Line(
                action, record.thing, "imported", was, {**now, **answer}, actions.erases(register)
            )
        )
        effect.append({"number": record.number, "version": record.version, "before": snapshot})
    return lines, effect


def _put_back(register: Definition, record: Record, before: dict[str, object] | None) -> audit.Line:
    was = actions.facts(record)
    if before is None:
        record.removed = True
        actions.save(register, record)
        return audit.Line(
            "record.remove", record.thing, "import undone", was, erasable=actions.erases(register)
        )
    record.values, record.state = before["values"], before["state"]
    record.moves = before["moves"]
    actions.keep(register, record)
    actions.save(register, record)
    then, now = audit.differences(was, actions.facts(record))
    return audit.Line(
        "record.restore", record.thing, "import undone", then, now, actions.erases(register)
    )
