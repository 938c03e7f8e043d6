"""Postponing a meeting to another day: one state of the old one, and a new one in its stead."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.boards.body_rights import table_in
from beatwise.accountability.roles import Person
from beatwise.clock import day_words
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.meetings import boards
from beatwise.web.meetings.models import ExtraItem, ItemFile, Meeting
from beatwise.web.pages import clean


def postpone(
    *, number: int, version: int, values: Mapping[str, object], why: str, by: Person
) -> Meeting:
    """Postpone a meeting; return the one that is held in its stead, with the same agenda.

    Items that somebody put on the agenda, their order, details and files go with it; a pack that
    was frozen stays where it is. ``values`` are those of a planned meeting (``boards.MEETING``).

    Raises
    ------
    BadInput
        For a day that is not later, or without a reason.
    Refused
        As the state table says.
    """
    reason = clean.line(why, "why", longest=500)
    with audit.changing():
        row = boards.current(number, version)
        target = table_in(MEETING, row.board).move(row.state, "postpone", role=by.role, why=reason)
        new = boards.plan(board=row.board.number, values=values, by=by)
        if new.on <= row.on:
            raise BadInput(
                f"the new day is not later than {day_words(row.on)}.",
                place="on",
                next_step="Give a later day; to bring a meeting forward, change it.",
            )
        _carry(row, new)
        before, row.state, row.postponed_to = row.state, target, new
        boards.save(row)
        audit.write(
            "meeting.postpone", row.thing, by=by, why=reason,
            before={"state": before}, after={"state": target, "to": new.on, "meeting": new.number},
        )  # fmt: skip
    return new


def _carry(old: Meeting, new: Meeting) -> None:
    """Give the new meeting what was put on the old one's agenda, under the new keys."""
    keys: dict[str, str] = {}
    for item in old.items.filter(removed=False):
        copy = ExtraItem.objects.create(
            meeting=new, heading=item.heading, words=item.words, owner=item.owner
        )
        keys[f"item:{item.pk}"] = f"item:{copy.pk}"
    for file in old.files.filter(removed=False):
        ItemFile.objects.create(
            meeting=new, key=keys.get(file.key, file.key), content=file.content, name=file.name,
            kind=file.kind, size=file.size,
        )  # fmt: skip
    new.order = [keys.get(key, key) for key in old.order]
    new.details = {keys.get(key, key): each for key, each in old.details.items()}
    boards.save(new)
