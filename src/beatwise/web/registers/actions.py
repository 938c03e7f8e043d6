"""What may be done to a record: each one change, with its history, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from beatwise.accountability.questions import NO_REASONS, Reasons
from beatwise.accountability.registers import computed_fields, field_values, rules
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field, Transition
from beatwise.accountability.roles import Person
from beatwise.cell_text import search_key
from beatwise.errors import BadInput, Refused
from beatwise.web.history import audit, row_versions
from beatwise.web.registers import record_reasons, selectors
from beatwise.web.registers.files import kept_files
from beatwise.web.registers.files.kept_files import NO_FILES, NamedBytes
from beatwise.web.registers.lookups import office_areas
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import linked_records, small_counts
from beatwise.web.registers.shapes.situations import situation


NO_VALUES: Mapping[str, object] = {}


def make(
    *,
    register: Definition,
    values: Mapping[str, object],
    by: Person,
    reasons: Reasons = NO_REASONS,
) -> Record:
    """Make a record in the register's first state.

    ``reasons`` answer what is doubts about its fields; ``OpenQuestions`` when one is missing.
    """
    check_writes(register, by)
    fields = computed_fields.complete(register, hold(register, values, by))
    doubts = rules.check_fields(register, fields, situation(register))
    linked_records.check(register, fields, by)
    with audit.changing():
        small_counts.check_row(register, fields)
        record = fresh(register, fields, next_number(register))
        answers = record_reasons.answer(record, doubts, reasons, by)
        record.save(force_insert=True)
        linked_records.keep(register, record)
        after = {**facts(record), **answers}
        audit.write("record.make", record.thing, by=by, after=after, erasable=erases(register))
    return record


def change(
    *,
    register: Definition,
    number: int,
    version: int,
    values: Mapping[str, object],
    by: Person,
    why: str = "",
    reasons: Reasons = NO_REASONS,
) -> Record:
    """Change fields of a record; ``Conflict`` when someone else changed it since ``version``."""
    check_writes(register, by)
    fields = hold(register, values, by)
    with audit.changing():
        record = current(register, number, version, by)
        before = facts(record)
        linked_records.check(
            register, {n: v for n, v in fields.items() if record.values.get(n) != v}, by
        )
        values_now = computed_fields.complete(register, {**record.values, **fields}, record.moves)
        changed = {n for n, value in values_now.items() if record.values.get(n) != value}
        record.values = values_now
        here = situation(register, record.moves)
        doubts = rules.check_fields(register, record.values, here, changed)
        small_counts.check_row(register, record.values, number)
        _check_published(register, record, before, why)
        answers = record_reasons.answer(record, doubts, reasons, by)
        keep(register, record)
        was, now = audit.differences(before, facts(record))
        if now:
            save(register, record)
            after = {**now, **answers}
            line = audit.Line("record.change", record.thing, why, was, after, erases(register))
            audit.write_all([line], by=by)
    return record


def move(
    *,
    register: Definition,
    number: int,
    version: int,
    step: str,
    by: Person,
    why: str = "",
    stepped_up: bool = False,
    values: Mapping[str, object] = NO_VALUES,
    files: Mapping[str, NamedBytes] = NO_FILES,
    reasons: Reasons = NO_REASONS,
) -> Record:
    """Take a step of the state table.

    ``values`` are fields that it requires, ``files`` those that the state it leads to needs.
    """
    transition = register.transition(step)
    fields = hold(register, values, by)
    incoming = kept_files.look_at_each(register, transition.target, files)
    _check_required(transition, fields)
    with audit.changing():
        record = current(register, number, version, by)
        before = facts(record)
        linked_records.check(register, fields, by)
        values_now = {**record.values, **fields}
        record.values = computed_fields.complete(register, values_now, record.moves)
        small_counts.check_row(register, record.values, number)
        doer = selectors.last_doer(record, transition.other_than) if transition.other_than else None
        rules.check_move(
            register,
            transition,
            state=record.state,
            values=record.values,
            role=by.role,
            why=why,
            same_person=doer is not None and doer == by.pk,
            files={*files, *kept_files.needs_met(register, record, transition.target)},
        )
        if transition.step_up and not stepped_up:
            raise Refused(
                f"'{transition.words}' needs you to prove again that it is you.",
                next_step="Take the step in the browser and confirm with your second factor.",
            )
        here = situation(register, record.moves, transition.name, by.role)
        doubts = rules.check_fields(register, record.values, here) if transition.checks else []
        answers = record_reasons.answer(record, doubts, reasons, by)
        enter(record, transition.target)
        keep(register, record)
        save(register, record)
        was, now = audit.differences(before, facts(record))
        after = {**now, **answers}
        action = f"record.{transition.name}"
        line = audit.Line(action, record.thing, why, was, after, erases(register))
        more = [kept_files.keep(record, f, erasable=erases(register))[1] for f in incoming]
        audit.write_all([line, *more], by=by)
    return record


def hold(register: Definition, values: Mapping[str, object], by: Person) -> dict[str, FieldValue]:
    """Return given values as they are held; raise ``BadInput`` at an unknown or computed field."""
    for name in values:
        if name not in register.by_name:
            raise BadInput(
                f"a {register.one} has no field '{name}'.",
                place=name,
                next_step=f"Its fields are: {', '.join(register.by_name)}.",
            )
        if register.by_name[name].computed:
            raise BadInput(
                f"{register.by_name[name].label} is worked out from other fields.",
                place=name,
                next_step="Leave it out.",
            )
    return {name: entered(register.by_name[name], value, by) for name, value in values.items()}


def entered(field: Field, entry: object, by: Person) -> FieldValue:
    """Return what a record holds for what a person entered.

    A link may be given by its heading, and an area in another spelling.
    """
    if field.kind == "link":
        entry = linked_records.resolved(field, entry, by)
    elif field.kind == "area":
        entry = office_areas.spelt(entry)
    return field_values.record_value(field, entry)


def fresh(
    register: Definition, fields: Mapping[str, FieldValue], number: int, state: str = ""
) -> Record:
    """Return a new record, not yet saved."""
    record = Record(
        register=register.slug,
        number=number,
        values={f.name: fields.get(f.name) for f in register.fields},
    )
    enter(record, state or register.first.name)
    keep(register, record)
    return record


def enter(record: Record, state: str) -> None:
    """Let a record enter a state today."""
    record.state = state
    record.moves = [*record.moves, [state, selectors.today().isoformat()]]


def keep(register: Definition, record: Record) -> None:
    """Bring what is derived from a record's fields up to date."""
    values = record.values = computed_fields.complete(register, record.values, record.moves)
    heading = register.by_name[register.heading]
    record.heading = field_values.display_text(heading, values.get(register.heading))[:200]
    if record.erased_on and values.get(register.heading) is None:
        record.heading = "Content erased"
    own = "" if register.area_links else register.area
    record.area = str(values.get(own) or "") if own else ""
    record.closed = register.confidential or values.get(register.closed_by) is True
    record.words = _words(record, register.fields)
    record.public_words = _words(record, small_counts.searched(register))
    record.due = rules.next_due(rules.deadlines(register, record.state, values, record.moves))


def _words(record: Record, fields: tuple[Field, ...]) -> str:
    """Return the words by which a record is found among these fields."""
    words = [
        field_values.searched_text(f, v)
        for f in fields
        if (v := record.values.get(f.name)) is not None
    ]
    return search_key(" ".join([str(record.number), *words]))


def save(register: Definition, record: Record) -> None:
    """Save a record under its next version."""
    record.version += 1
    record.changed = timezone.now()
    record.save()
    linked_records.keep(register, record)


def current(register: Definition, number: int, version: int, by: Person) -> Record:
    """Return the record as it is now; ``Conflict`` when it is no longer the version someone saw."""
    record = selectors.record(register, by, number)
    row_versions.check_version(record, version, name=f"{register.one} {number}")
    check_kept(register, record)
    return record


def erases(register: Definition) -> bool:
    """Whether what the history holds of a register's records can be erased."""
    return register.retention is not None


def check_kept(register: Definition, record: Record) -> None:
    """Raise ``Refused`` for a record whose content was erased: nothing is added to it."""
    if record.erased_on:
        raise Refused(
            f"the content of {register.one} {record.number} was erased.",
            next_step="Make a new one, if there is anything to record.",
        )


def next_number(register: Definition) -> int:
    """Return the next number of a register; the numbers of removed records are not given again."""
    return row_versions.next_number(Record._base_manager.filter(register=register.slug))


def facts(record: Record) -> dict[str, object]:
    """Return what the history keeps of a record: its state and the fields that hold something."""
    return {"state": record.state, **{k: v for k, v in record.values.items() if v is not None}}


def check_writes(register: Definition, by: Person) -> None:
    """Raise ``Refused`` unless the person's role writes to the register."""
    if not register.writes(by):
        raise Refused(
            f"your role does not change {register.title.lower()}.",
            next_step="Ask the register's owner.",
        )


def _check_required(transition: Transition, fields: Mapping[str, object]) -> None:
    """Raise ``BadInput`` at a field that a step does not ask for: it is changed by who writes."""
    for name in fields:
        if name not in transition.requires:
            raise BadInput(
                f"'{transition.words}' does not ask for '{name}'.",
                place=name,
                next_step=f"It asks for: {', '.join(transition.requires) or 'no field'}.",
            )


def _check_published(
    register: Definition, record: Record, before: dict[str, object], why: str
) -> None:
    """What is public changes only with a reason."""
    if not register.state(record.state).public or why.strip():
        return
    public = [f.name for f in register.fields if f.public]
    if any(before.get(n) != record.values.get(n) for n in public):
        raise BadInput(
            f"this {register.one} is published: a change of it needs a reason.",
            place="why",
            next_step="Say why.",
        )
