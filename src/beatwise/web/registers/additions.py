"""What is added to a record: comments, links and files, each with its history."""

from __future__ import annotations

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.history import audit
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.registers import actions, selectors
from beatwise.web.registers.models import Attachment, Comment, Link


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
    actions.check_writes(register, by)
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
    actions.check_writes(register, by)
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


def _check_sees(register: Definition, by: Person) -> None:
    if not register.sees_all(by):
        raise Refused(
            f"your role does not comment on {register.title.lower()}.",
            next_step="Ask the register's owner.",
        )


_COMMENT = Field("text", "Comment", "long", longest=5000)
_LINK = Field("words", "How they belong together", "text", longest=80)
