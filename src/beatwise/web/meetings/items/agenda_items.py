"""What people say of an item of an agenda: its owner, presenter and time, and its files."""

from __future__ import annotations

from beatwise.accountability.boards.agenda import Item
from beatwise.accountability.roles import Person, owner_role
from beatwise.errors import BadInput, MissingData
from beatwise.web.history import audit
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.meetings import agenda, boards, selectors
from beatwise.web.meetings.models import ItemFile, Meeting


LONGEST = 600  # minutes


def change(
    *, number: int, version: int, key: str, owner: str, presenter: str, minutes: str, by: Person
) -> Meeting:
    """Say who owns and presents an item, and how many minutes it has; empty is not set.

    Raises
    ------
    BadInput
        For an item that is not on the agenda, a role that owns nothing, or another time than a
        whole number of minutes from 1 to 600.
    """
    details = {
        "owner": owner_role(owner, place="owner"),
        "presenter": owner_role(presenter, place="presenter") if presenter else "",
        "minutes": _minutes(minutes),
    }
    with audit.changing():
        row = boards.planned(number, version, by)
        item = on_agenda(row, key)
        before = {
            "owner": item.details.owner,
            "presenter": item.details.presenter,
            "minutes": item.details.minutes,
        }
        was, now = audit.differences(before, details)
        if now:
            row.details = {**row.details, key: {**row.details.get(key, {}), **details}}
            boards.save(row)
            audit.write(
                "meeting.item_details",
                row.thing,
                by=by,
                before={"item": item.heading, **was},
                after={"item": item.heading, **now},
            )
    return row


def attach(
    *, number: int, version: int, key: str, name: str, content: bytes, by: Person
) -> ItemFile:
    """Keep a file with an item; raise ``BadInput`` for a file of a kind that is not kept."""
    kind = file_types.kind(name, content)
    result = virus_scan.scan(name, content)
    with audit.changing():
        row = boards.planned(number, version, by)
        item = on_agenda(row, key)
        file = ItemFile.objects.create(
            meeting=row,
            key=key,
            content=stored_files.keep(content, result),
            name=file_types.safe_name(name),
            kind=kind,
            size=len(content),
        )
        boards.save(row)
        after = {"item": item.heading, "file": file.name, "sha256": file.content_id}
        audit.write("meeting.attach", row.thing, by=by, after=after)
    return file


def remove(*, number: int, version: int, key: str, file: int, by: Person) -> None:
    """Remove a file from an item; a pack that was frozen with it keeps it."""
    with audit.changing():
        row = boards.planned(number, version, by)
        row_of_file = row.files.filter(key=key, pk=file, removed=False).first()
        if row_of_file is None:
            raise BadInput("there is no such file.", place="file", next_step="Reload the page.")
        row_of_file.removed = True
        row_of_file.save()
        boards.save(row)
        audit.write("meeting.remove_file", row.thing, by=by, before={"file": row_of_file.name})


def on_agenda(row: Meeting, key: str) -> Item:
    """Return an item of the agenda as it is today; raise ``MissingData`` when there is none."""
    paper = agenda.draw(row, selectors.today())
    for name, item in zip(paper.keys, paper.items, strict=True):
        if name == key:
            return item
    raise MissingData("there is no such item on this agenda.", next_step="Open the agenda.")


def _minutes(words: str) -> int | None:
    text = words.strip()
    if not text:
        return None
    whole = text.isascii() and text.isdecimal() and len(text) < 5
    if not (whole and 1 <= int(text) <= LONGEST):
        raise BadInput(
            f"'{words}' is not a whole number of minutes from 1 to {LONGEST}.",
            place="minutes",
            next_step="Give another number, or leave it empty.",
        )
    return int(text)
