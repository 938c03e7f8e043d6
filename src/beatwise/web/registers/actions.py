"""What may be done to a record: each one change, with its history, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from beatwise.accountability.registers import field_values, rules
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.cell_text import search_key
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Attachment, Comment, Link, Record


def make(*, register: Definition, values: Mapping[str, object], by: Person) -> Record:
    """Make a record in the register's first state."""
    check_writes(register, by)
    fields = hold(register, values)
    rules.check_fields(register, fields)
    with audit.changing():
        record = fresh(register, fields, next_number(register))
        record.save(force_insert=True)
        audit.write("record.make", record.thing, by=by, after=facts(record))
    return record


def change(
    *,
    register: Definition,
    number: int,
    version: int,
    values: Mapping[str, object],
    by: Person,
    why: str = "",
) -> Record:
    """Change fields of a record; ``Conflict`` when someone else changed it since ``version``."""
    check_writes(register, by)
    fields = hold(register, values)
    with audit.changing():
        record = current(register, number, version, by)
        before = facts(record)
        record.values = {**record.values, **fields}
        rules.check_fields(register, record.values)
        _check_published(register, record, before, why)
        keep(register, record)
        was, now = audit.differences(before, facts(record))
        if now:
            save(record)
            audit.write("record.change", record.thing, by=by, why=why, before=was, after=now)
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
) -> Record:
    """Take a step of the state table."""
    transition = register.transition(step)
    with audit.changing():
        record = current(register, number, version, by)
        doer = selectors.last_doer(record, transition.other_than) if transition.other_than else None
        rules.check_move(
            register,
            transition,
            state=record.state,
            values=record.values,
            role=by.role,
            why=why,
            same_person=doer is not None and doer == by.pk,
        )
        if transition.step_up and not stepped_up:
            raise Refused(
                f"'{transition.words}' needs you to prove again that it is you.",
                next_step="Take the step in the browser and confirm with your second factor.",
            )
        before = record.state
        enter(record, transition.target)
        keep(register, record)
        save(record)
        audit.write(
            f"record.{transition.name}",
            record.thing,
            by=by,
            why=why,
            before={"state": before},
            after={"state": record.state},
        )
    return record


def comment(*, register: Definition, number: int, text: str, by: Person) -> Comment:
    """Say something about a record."""
    _check_sees(register, by)
    words = field_values.record_value(_COMMENT, text)
    if words is None:
        raise BadInput("the comment is empty.", place="text", next_step="Write something.")
    with audit.changing():
        record = selectors.record(register, by, number)
        new_comment = Comment.objects.create(record=record, by=by, role=by.role, text=words)
        audit.write("record.comment", record.thing, by=by, after={"comment": words})
    return new_comment


def link(
    *,
    register: Definition,
    number: int,
    other: Definition,
    other_number: int,
    words: str,
    by: Person,
) -> Link:
    """Say that a record has to do with another."""
    check_writes(register, by)
    phrase = field_values.record_value(_LINK, words) or "see also"
    with audit.changing():
        source = selectors.record(register, by, number)
        target = selectors.record(other, by, other_number)
        if source.pk == target.pk:
            raise BadInput(
                "a record is not linked to itself.",
                place="number",
                next_step="Give another number.",
            )
        row, is_new = Link.objects.get_or_create(source=source, target=target, words=phrase)
        if is_new:
            after = {"link": phrase, "to": target.thing}
            audit.write("record.link", source.thing, by=by, after=after)
    return row


def attach(
    *, register: Definition, number: int, name: str, content: bytes, by: Person
) -> Attachment:
    """Keep a file with a record: sniffed, capped, never run."""
    check_writes(register, by)
    kind = file_types.kind(name, content)
    result = virus_scan.scan(name, content)
    with audit.changing():
        record = selectors.record(register, by, number)
        stored_file = stored_files.keep(content, result)
        attachment = Attachment.objects.create(
            record=record,
            content=stored_file,
            name=file_types.safe_name(name),
            kind=kind,
            size=len(content),
        )
        after = {"file": attachment.name, "sha256": stored_file.sha256, "size": attachment.size}
        audit.write("record.attach", record.thing, by=by, after=after)
    return attachment


def hold(register: Definition, values: Mapping[str, object]) -> dict[str, FieldValue]:
    """Return given values as they are held; raise ``BadInput`` at an unknown field."""
    for name in values:
        if name not in register.by_name:
            raise BadInput(
                f"a {register.one} has no field '{name}'.",
                place=name,
                next_step=f"Its fields are: {', '.join(register.by_name)}.",
            )
    return {
        name: field_values.record_value(register.by_name[name], value)
        for name, value in values.items()
    }


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
    values = record.values
    record.heading = str(values.get(register.heading) or field_values.NO_RECORD)[:200]
    record.area = str(values.get(register.area) or "") if register.area else ""
    record.words = _words(record, register.fields)
    record.public_words = _words(record, tuple(f for f in register.fields if f.public))
    record.due = rules.next_due(rules.deadlines(register, record.state, values, record.moves))


def _words(record: Record, fields: tuple[Field, ...]) -> str:
    """Return the words by which a record is found among these fields."""
    words = [
        field_values.display_text(f, v)
        for f in fields
        if (v := record.values.get(f.name)) is not None
    ]
    return search_key(" ".join([str(record.number), *words]))


def save(record: Record) -> None:
    """Save a record under its next version."""
    record.version += 1
    record.changed = timezone.now()
    record.save()


def current(register: Definition, number: int, version: int, by: Person) -> Record:
    """Return the record as it is now; ``Conflict`` when it is no longer the version someone saw."""
    record = selectors.record(register, by, number)
    if record.version != version:
        raise Conflict(
            f"{register.one} {number} was changed by someone else while you were at it.",
            place=record.thing,
            next_step="Go back, reload the page, and make your change again.",
        )
    return record


def next_number(register: Definition) -> int:
    """Return the next number of a register; the numbers of removed records are not given again."""
    rows = Record.objects.filter(register=register.slug).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


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


def _check_sees(register: Definition, by: Person) -> None:
    if not register.sees_all(by):
        raise Refused(
            f"your role does not comment on {register.title.lower()}.",
            next_step="Ask the register's owner.",
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


_COMMENT = Field("text", "Comment", "long", longest=5000)
_LINK = Field("words", "How they belong together", "text", longest=80)
