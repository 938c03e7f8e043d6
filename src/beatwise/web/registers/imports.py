"""What a register says of importing: rows in the export's own columns (see ``imports.batches``).

A row with a number changes that record; a row without one makes a record. A new record may begin
in any state that needs no proof of identity; a record that exists takes one step of the state
table, under the same rules as on its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from beatwise.accountability.questions import EVERY, FieldFaults, Question, Reasons
from beatwise.accountability.registers import field_values, rules
from beatwise.accountability.registers.field_rules import Situation
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Transition
from beatwise.accountability.roles import Person
from beatwise.cell_text import Unreadable, heading_key, number_of
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import BadInput, Conflict, UserError
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview, RowQuestion
from beatwise.web.registers import actions, record_reasons, selectors
from beatwise.web.registers.exports import NUMBER, STATE
from beatwise.web.registers.models import Record


class Effect(TypedDict):
    """What an import did to one record, as JSON: ``before`` is ``None`` of a record it made."""

    number: int
    version: int
    before: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a file would do."""

    row: int
    number: int | None
    values: dict[str, FieldValue]
    state: str
    step: Transition | None = None
    changed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """Import records of one register (a ``batches.Importer``)."""

    register: Definition

    @property
    def kind(self) -> str:
        """Name its imports by the register."""
        return self.register.slug

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless the person's role writes to the register."""
        actions.check_writes(self.register, by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Preview:
        """Return what importing a file would do; nothing is changed."""
        labels = [NUMBER, STATE, *(f.label for f in self.register.fields)]
        lines = read_file.read(name, content, labels, dates)
        return replace(self._preview(lines, labels, by), doubts=lines.doubts)

    def _preview(self, read: read_file.Lines, labels: list[str], by: Person) -> Preview:
        register = self.register
        if errors := read_file.broken(read):
            named = {heading_key(label): label for label in labels}
            plain = [replace(e, column=named.get(e.column, e.column)) for e in errors]
            return Preview(wrong=batches.faults(plain))
        numbers = {n for r in read if (n := _whole(r.cells.get(heading_key(NUMBER)))) is not None}
        records = selectors.by_number(register, numbers)
        new: list[Row] = []
        changed: list[Row] = []
        wrong: list[batches.Wrong] = []
        same, above = 0, set[int]()
        for line in read:
            try:
                row = _row(register, line, records, above, by)
            except UserError as error:
                wrong += _wrong(register, line.row, error)
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

    def undo(self, effect: list[Effect], by: Person) -> list[audit.Line]:
        """Put every record back as it was; ``Conflict`` when one changed since."""
        records = selectors.by_number(self.register, [e["number"] for e in effect])
        moved = [
            str(e["number"])
            for e in effect
            if e["number"] not in records or records[e["number"]].version != e["version"]
        ]
        if moved:
            raise Conflict(
                f"{len(moved)} of its records changed since: {', '.join(moved[:10])}.",
                place=self.register.title,
                next_step="Change those back by hand, on their own pages.",
            )
        return [_put_back(self.register, records[e["number"]], e["before"]) for e in effect]


def _row(
    register: Definition,
    line: read_file.Read,
    records: dict[int, Record],
    above: set[int],
    by: Person,
) -> Row:
    number = _number(register, line.cells.get(heading_key(NUMBER)), records, above)
    cells = {f.name: line.cells.get(heading_key(f.label)) for f in register.fields}
    fields = {f.name: field_values.record_value(f, cells[f.name]) for f in register.fields}
    state = _state(register, line.cells.get(heading_key(STATE)))
    today = selectors.today()
    if number is None:
        doubts = rules.check_fields(register, fields, Situation(today))
        return Row(line.row, None, fields, _start(register, state), questions=tuple(doubts))
    record = records[number]
    changed = tuple(n for n, v in fields.items() if record.values.get(n) != v)
    if changed and register.state(record.state).public:
        raise BadInput(
            "it is published: change it on its own page, with a reason.",
            place=NUMBER,
            next_step="Leave the row as it was exported.",
        )
    step = None
    if state and state != record.state:
        step = _step(register, record, state, fields, by)
    situation = Situation(today, record.moves, step.name if step else "", by.role)
    doubts = rules.check_fields(register, fields, situation, None if step else changed)
    unanswered = tuple(question for question in doubts if question.key not in record.reasons)
    changed = (*changed, STATE) if step else changed
    return Row(line.row, number, fields, state or record.state, step, changed, unanswered)


def _wrong(register: Definition, row: int, error: UserError) -> list[batches.Wrong]:
    """Return what is wrong with a row: each of several faults at its own column."""
    parts = error.faults if isinstance(error, FieldFaults) else (error,)
    places = [register.by_name.get(part.place or "") for part in parts]
    return [
        batches.wrong(row, part, place.label if place else "")
        for part, place in zip(parts, places, strict=True)
    ]


def _number(
    register: Definition, cell: object, records: dict[int, Record], above: set[int]
) -> int | None:
    if cell in (None, ""):
        return None
    number = _whole(cell)
    if number is None or number not in records:
        raise BadInput(
            f"there is no {register.one} {cell}.",
            place=NUMBER,
            next_step="Leave the number empty to make a new one.",
        )
    if number in above:
        raise BadInput(
            f"number {number} stands on a row above as well.",
            place=NUMBER,
            next_step="Keep one of them.",
        )
    above.add(number)
    return number


def _state(register: Definition, cell: object) -> str:
    words = str(cell or "").strip().casefold()
    if not words:
        return ""
    for state in register.states:
        if words in (state.name.casefold(), state.title.casefold()):
            return state.name
    titles = ", ".join(state.title for state in register.states)
    raise BadInput(f"'{cell}' is not a state.", place=STATE, next_step=f"Use one of: {titles}.")


def _start(register: Definition, state: str) -> str:
    """Return the state a new record begins in; one that must be proved is not for a file."""
    into = [t for t in register.transitions if t.target == state]
    proved = bool(into) and all(t.step_up or t.other_than for t in into)
    if proved or (state and register.state(state).public):
        raise BadInput(
            f"a file cannot make a {register.one} that is {register.state(state).title.lower()}.",
            place=STATE,
            next_step="Take that step on the record's own page.",
        )
    return state or register.first.name


def _step(
    register: Definition, record: Record, state: str, fields: dict[str, FieldValue], by: Person
) -> Transition:
    for step in register.moves_from(record.state):
        if step.target == state and not (step.step_up or step.other_than or step.why):
            rules.check_move(
                register,
                step,
                state=record.state,
                values=fields,
                role=by.role,
                why="",
                same_person=False,
            )
            return step
    raise BadInput(
        f"a file cannot move it from {register.state(record.state).title} to "
        f"{register.state(state).title}.",
        place=STATE,
        next_step="Take that step on the record's own page.",
    )


def _make(
    register: Definition, rows: Sequence[Row], reasons: Reasons, by: Person
) -> tuple[list[audit.Line], list[Effect]]:
    first = actions.next_number(register)
    records = [actions.fresh(register, r.values, first + i, r.state) for i, r in enumerate(rows)]
    answers = [
        record_reasons.answer(record, row.questions, reasons, by)
        for record, row in zip(records, rows, strict=True)
    ]
    Record.objects.bulk_create(records, batch_size=500)
    lines = [
        audit.Line("record.make", r.thing, "imported", after={**actions.facts(r), **answer})
        for r, answer in zip(records, answers, strict=True)
    ]
    return lines, [{"number": r.number, "version": r.version, "before": None} for r in records]


def _change(
    register: Definition, rows: Sequence[Row], reasons: Reasons, by: Person
) -> tuple[list[audit.Line], list[Effect]]:
    records = selectors.by_number(register, [r.number for r in rows if r.number is not None])
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
        actions.save(record)
        was, now = audit.differences(before, actions.facts(record))
        action = f"record.{row.step.name}" if row.step else "record.change"
        lines.append(audit.Line(action, record.thing, "imported", was, {**now, **answer}))
        effect.append({"number": record.number, "version": record.version, "before": snapshot})
    return lines, effect


def _put_back(register: Definition, record: Record, before: dict[str, object] | None) -> audit.Line:
    was = actions.facts(record)
    if before is None:
        record.removed = True
        actions.save(record)
        return audit.Line("record.remove", record.thing, "import undone", was)
    record.values, record.state = before["values"], before["state"]
    record.moves = before["moves"]
    actions.keep(register, record)
    actions.save(record)
    then, now = audit.differences(was, actions.facts(record))
    return audit.Line("record.restore", record.thing, "import undone", then, now)


def _whole(cell: object) -> int | None:
    try:
        number = number_of("" if cell is None else str(cell))
    except Unreadable:
        return None
    whole = number is not None and number == number.to_integral_value()
    return int(number) if number and whole and 0 < number < 2**31 else None
