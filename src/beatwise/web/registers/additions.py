"""What is added to a record: comments, links and files, each with its history."""

from __future__ import annotations

from beatwise.accountability.registers import field_values, record_keeping
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.history import audit
from beatwise.web.registers import actions, selectors
from beatwise.web.registers.files import kept_files
from beatwise.web.registers.models import Attachment, Comment, Link


def comment(*, register: Definition, number: int, text: str, by: Person) -> Comment:
    """Say something about a record."""
    _check_sees(register, by)
    words = field_values.record_value(_COMMENT, text)
    if words is None:
        raise BadInput("the comment is empty.", place="text", next_step="Write something.")
    with audit.changing():
        record = selectors.record(register, by, number)
        actions.check_kept(register, record)
        new_comment = Comment.objects.create(record=record, by=by, role=by.role, text=words)
        audit.write(
            "record.comment",
            record.thing,
            by=by,
            after={"comment": words},
            erasable=actions.erases(register),
        )
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
    actions.check_writes(register, by)
    phrase = field_values.record_value(_LINK, words) or "see also"
    with audit.changing():
        source = selectors.record(register, by, number)
        actions.check_kept(register, source)
        target = selectors.record(other, by, other_number)
        if target.closed and not (source.closed and not record_keeping.leaks(register, other)):
            raise Refused(
                f"{other.one} {other_number} is confidential.",
                next_step="Link from there to this one: who may not read it sees nothing of it.",
            )
        if source.pk == target.pk:
            raise BadInput(
                "a record is not linked to itself.",
                place="number",
                next_step="Give another number.",
            )
        row, is_new = Link.objects.get_or_create(source=source, target=target, words=phrase)
        if is_new:
            after = {"link": phrase, "to": target.thing}
            audit.write(
                "record.link", source.thing, by=by, after=after, erasable=actions.erases(register)
            )
    return row


def attach(
    *, register: Definition, number: int, name: str, content: bytes, by: Person, need: str = ""
) -> Attachment:
    """Keep a file with a record; ``need`` is the name of the one that a state needs, if it is."""
    actions.check_writes(register, by)
    state_file = next((file for file in register.files if file.name == need), None)
    if need and state_file is None:
        names = ", ".join(file.name for file in register.files)
        raise BadInput(f"no state needs a file '{need}'.", place="need", next_step=f"Of: {names}.")
    file = kept_files.look_at(name, content, state_file)
    with audit.changing():
        record = selectors.record(register, by, number)
        actions.check_kept(register, record)
        attachment, line = kept_files.keep(record, file, erasable=actions.erases(register))
        audit.write_all([line], by=by)
    return attachment


def _check_sees(register: Definition, by: Person) -> None:
    if not register.sees_all(by):
        raise Refused(
            f"your role does not comment on {register.title.lower()}.",
            next_step="Ask the register's owner.",
        )


_COMMENT = Field("text", "Comment", "long", longest=5000)
_LINK = Field("words", "How they belong together", "text", longest=80)
