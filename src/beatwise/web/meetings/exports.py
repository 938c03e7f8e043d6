"""Meetings and decisions as files."""

from __future__ import annotations

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.roles import Person, owner_titles
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.state_looks import tint_where
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Decision, Meeting


TABLES = ("meetings", "decisions")


def of_meetings(person: Person, filters: dict[str, str]) -> Listing:
    """Return the meetings that an address asks for."""
    rows = selectors.meetings(person, filters)
    heads = ("meeting", "board", "day", "begins", "minutes", "place", "papers due", "state",
             "who was there")  # fmt: skip
    lines = (
        (
            row.number, row.board.name, row.on.isoformat(), f"{row.begins:%H:%M}", row.minutes_long,
            row.place or None, row.papers_due.isoformat(), MEETING.state(row.state).title,
            ", ".join(owner_titles()[name] for name in row.attended) or None,
        )
        for row in rows.iterator(chunk_size=500)
    )  # fmt: skip
    columns = tuple(
        Column(h, number=h in ("meeting", "minutes"), tint=tint_where(h == "state")) for h in heads
    )
    return Listing("meetings", "Meetings of boards", columns, lines, count=rows.count())


def of_decisions(person: Person, filters: dict[str, str]) -> Listing:
    """Return what the meetings decided that an address asks for."""
    meetings = selectors.meetings(person, filters).values("pk")
    rows = Decision.objects.filter(meeting__in=meetings).select_related("meeting__board")
    heads = ("board", "day", "decision", "kind", "words", "owner", "due", "action", "change")
    columns = tuple(Column(h, number=h in ("decision", "change")) for h in heads)
    ordered = rows.order_by("-meeting__on", "-meeting__number", "number")
    lines = (_decision(row, row.meeting) for row in ordered.iterator(chunk_size=500))
    return Listing("decisions", "Decisions of boards", columns, lines, count=rows.count())


def _decision(row: Decision, meeting: Meeting) -> tuple[Cell, ...]:
    return (
        meeting.board.name, meeting.on.isoformat(), row.number, row.kind, row.words,
        owner_titles().get(row.owner), row.due.isoformat() if row.due else None, row.action or None,
        row.change,
    )  # fmt: skip
