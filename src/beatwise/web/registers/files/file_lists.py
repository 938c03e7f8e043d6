"""A record's files by the state they were given in, in the order of the states."""

from __future__ import annotations

from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.registers.models import Attachment, Record


UNSTATED = "Before files were kept by state"


def by_state(register: Definition, record: Record) -> list[dict[str, object]]:
    """Return the states in which a record was given files, each with these; none without files."""
    files = list(record.attachments.select_related("content").defer("content__data"))
    labels = {need.name: need.label for need in register.files}
    titles = {"": UNSTATED} | {state.name: state.title for state in register.states}
    groups = {name: [f for f in files if f.state == name] for name in titles}
    return [
        {"title": titles[name], "files": [_row(file, labels) for file in own]}
        for name, own in groups.items()
        if own
    ]


def _row(file: Attachment, labels: dict[str, str]) -> dict[str, object]:
    return {"file": file, "label": labels.get(file.need, "")}
