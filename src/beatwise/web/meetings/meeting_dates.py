"""Meetings as entries of a calendar (iCalendar)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from beatwise.accountability.boards.agenda import CANCELLED, POSTPONED
from beatwise.publication.plans.icalendar import Entry
from beatwise.publication.plans.icalendar import calendar as calendar_text
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Board, Meeting


NOT_HELD = {CANCELLED: "Cancelled: ", POSTPONED: "Postponed: "}


def icalendar(meeting: Meeting, address: str) -> str:
    """Return a meeting as iCalendar; its identifier stays the same however often it moves."""
    return calendar_text(meeting.board.name, [entry(meeting, address)], meeting.papers_due)


def icalendar_of(board: Board, meetings: Iterable[tuple[Meeting, str]]) -> str:
    """Return a board's meetings, each with its address, as one calendar."""
    entries = [entry(meeting, address) for meeting, address in meetings]
    return calendar_text(board.name, entries, selectors.today())


def entry(meeting: Meeting, address: str) -> Entry:
    """Return a meeting as an entry of a calendar."""
    local = timezone.make_aware(dt.datetime.combine(meeting.on, meeting.begins))
    begins = local.astimezone(dt.UTC)  # a length is added to the time that no clock change moves
    return Entry(
        uid=f"meeting-{meeting.number}@beatwise",
        begins=begins,
        ends=begins + dt.timedelta(minutes=meeting.minutes_long),
        title=f"{NOT_HELD.get(meeting.state, '')}{meeting.board.name}",
        words=f"Papers: {address}",
        place=meeting.place,
    )
