"""A file that comes in for a record: sniffed, capped and scanned first, then kept, never run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from beatwise.accountability.registers.definition_rows import StateFile
from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.imports.virus_scan import Scan
from beatwise.web.registers.models import Attachment, Record


NamedBytes = tuple[str, bytes]  # a file's name and its content
NO_FILES: Mapping[str, NamedBytes] = {}


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that was looked at and not kept yet; ``need`` is which of a state's files it is."""

    name: str
    kind: str
    content: bytes
    scan: Scan
    need: str = ""


def look_at(name: str, content: bytes, need: StateFile | None = None) -> IncomingFile:
    """Return a file that may be kept; raise ``BadInput`` for one that is not of the kind.

    Call it before the transaction begins: a scanner takes its time.
    """
    place = f"file-{need.name}" if need else "file"
    if need and not need.fits(name):
        raise BadInput(
            f"'{file_types.safe_name(name)}' is no {need.kind}.",
            place=place,
            next_step=f"Give {need.label.lower()} as a {need.kind_words}.",
        )
    try:
        kind = file_types.kind(name, content)
        scan = virus_scan.scan(name, content)
    except BadInput as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from error
    return IncomingFile(file_types.safe_name(name), kind, content, scan, need.name if need else "")


def look_at_each(
    register: Definition, state: str, files: Mapping[str, NamedBytes]
) -> list[IncomingFile]:
    """Return files by the names of those that a state needs; ``BadInput`` for one it does not."""
    needs = {file.name: file for file in register.state(state).files}
    for name in files:
        if name not in needs:
            raise BadInput(
                f"the state '{register.state(state).title}' needs no file '{name}'.",
                place="files",
                next_step=f"It needs: {', '.join(needs) or 'no file'}.",
            )
    return [look_at(name, content, needs[need]) for need, (name, content) in files.items()]


def keep(record: Record, file: IncomingFile, *, erasable: bool) -> tuple[Attachment, audit.Line]:
    """Keep a file with a record, in the state that it is in; return it and its line of history."""
    content = stored_files.keep(file.content, file.scan)
    attachment = Attachment.objects.create(
        record=record,
        content=content,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        state=record.state,
        need=file.need,
    )
    after = {"file": file.name, "sha256": content.sha256, "size": attachment.size}
    if file.need:
        after["need"] = file.need
    line = audit.Line("record.attach", record.thing, after=after, erasable=erasable)
    return attachment, line


def needs_met(register: Definition, record: Record, state: str) -> Collection[str]:
    """Return which files that a state needs a record has already."""
    if not register.state(state).files:
        return ()
    return set(record.attachments.exclude(need="").values_list("need", flat=True))
