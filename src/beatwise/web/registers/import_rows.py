"""A row of a file as a record: what it would make or change, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from beatwise.accountability import questions
from beatwise.accountability.questions import FieldFaults, Question
from beatwise.accountability.registers import computed_fields, field_values, rules
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Transition
from beatwise.accountability.roles import Person
from beatwise.cell_text import Unreadable, heading_key, number_of
from beatwise.errors import BadInput, UserError
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Preview
from beatwise.web.registers import actions
from beatwise.web.registers.exports import NUMBER, STATE
from beatwise.web.registers.files import kept_files
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import linked_records
from beatwise.web.registers.shapes.situations import situation


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a file would do; ``version`` is that of the record it changes."""

    row: int
    number: int | None
    values: dict[str, FieldValue]
    state: str
    step: Transition | None = None
    changed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    version: int = 0


def row_of(
    register: Definition,
    line: read_file.Read,
    records: dict[int, Record],
    above: set[int],
    by: Person,
) -> Row:
    """Return what a line would do; ``above`` collects the numbers of the rows before it.

    Raises ``BadInput`` for a value, a number or a step that cannot be.
    """
    number = _number(register, line.cells.get(heading_key(NUMBER)), records, above)
    keys = {f.name: heading_key(f.label) for f in register.fields}
    cells = {name: line.cells[key] for name, key in keys.items() if key in line.cells}
    fields = _fields(register, cells, records.get(number) if number else None, by)
    state = _state(register, line.cells.get(heading_key(STATE)))
    if number is None:
        doubts = rules.check_fields(register, fields, situation(register))
        doubts += _printed_otherwise(register, cells, fields)
        return Row(line.row, None, fields, _start(register, state), questions=tuple(doubts))
    record = records[number]
    actions.check_kept(register, record)
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
    here = situation(register, record.moves, step.name if step else "", by.role)
    doubts = rules.check_fields(register, fields, here, None if step else changed)
    doubts += _printed_otherwise(register, cells, fields)
    unanswered = tuple(question for question in doubts if question.key not in record.reasons)
    changed = (*changed, STATE) if step else changed
    stands = state or record.state
    return Row(line.row, number, fields, stands, step, changed, unanswered, record.version)


def _fields(
    register: Definition, cells: Mapping[str, object], record: Record | None, by: Person
) -> dict[str, FieldValue]:
    """Return the fields that a row gives, with what is worked out from them.

    What the file has no column for stays as the ``record`` has it, and is empty in a new one.
    Every cell that cannot be read is named at once.
    """
    fields: dict[str, FieldValue] = {}
    faults: list[BadInput] = []
    for field in register.fields:
        if field.computed:
            continue
        if record and field.name not in cells:
            fields[field.name] = record.values.get(field.name)
            continue
        try:
            fields[field.name] = actions.entered(field, cells.get(field.name), by)
        except BadInput as error:
            faults.append(error)
    questions.check(faults)
    linked_records.check(register, {n: v for n, v in fields.items() if n in cells}, by)
    return computed_fields.complete(register, fields, record.moves if record else ())


def _printed_otherwise(
    register: Definition, cells: Mapping[str, object], fields: Mapping[str, FieldValue]
) -> list[Question]:
    """Return a question for each computed column in which the file has another value."""
    doubts = []
    for field in register.fields:
        if not field.computed:
            continue
        printed, value = field_values.record_value(field, cells.get(field.name)), fields[field.name]
        if printed is None or printed == value:
            continue
        words = (
            f"{field.label} is {field_values.display_text(field, printed)} in the file; worked out "
            f"from its row it is {field_values.display_text(field, value)}, which is kept."
        )
        key = questions.key_of(f"printed-{field.name}", printed, value).replace("_", "-")
        doubts.append(Question(key, field.name, words))
    return doubts


def wrong_cells(register: Definition, row: int, error: UserError) -> list[batches.Wrong]:
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
    number = record_number(cell)
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
    if proved or (state and (register.state(state).public or register.state(state).files)):
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
                files=kept_files.needs_met(register, record, state),
            )
            return step
    raise BadInput(
        f"a file cannot move it from {register.state(record.state).title} to "
        f"{register.state(state).title}.",
        place=STATE,
        next_step="Take that step on the record's own page.",
    )


def record_number(cell: object) -> int | None:
    """Return the number of a record that a cell holds; ``None`` when it is none."""
    try:
        number = number_of("" if cell is None else str(cell))
    except Unreadable:
        return None
    whole = number is not None and number == number.to_integral_value()
    return int(number) if number and whole and 0 < number < 2**31 else None


def preview_lines(register: Definition, preview: Preview, most: int) -> list[tuple[str, str, str]]:
    """Return the first so many rows: number, heading, and what each would do."""
    return [_line(register, row) for row in [*preview.new, *preview.changed][:most]]


def _line(register: Definition, row: Row) -> tuple[str, str, str]:
    """Return what one row of a file would do, as a row of its preview."""
    state = register.state(row.state).title
    if row.number is None:
        does = f"new, {state}"
    else:
        labels = [f.label for f in register.fields if f.name in row.changed]
        labels += [f"{STATE} to {state}"] if row.step else []
        does = f"changes {', '.join(labels)}"
    title = row.values.get(register.fields[0].name)
    return str(row.number or ""), str(title or "no record"), does
