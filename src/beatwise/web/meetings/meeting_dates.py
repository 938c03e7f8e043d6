"""When a board meets: its frequency, the next date, and a meeting as an iCalendar entry."""

from __future__ import annotations

import calendar
import datetime as dt

from django.utils import timezone

from beatwise.accountability.boards.agenda import CANCELLED
from beatwise.publication.plans.icalendar import Entry
from beatwise.publication.plans.icalendar import calendar as calendar_text
from beatwise.web.meetings.models import Meeting


FREQUENCIES: dict[str, int | None] = {
    "monthly": 1,
    "every two months": 2,
    "quarterly": 3,
    "twice a year": 6,
    "yearly": 12,
    "when called": None,
}


def following(day: dt.date, frequency: str) -> dt.date | None:
    """Return the day of the next meeting, the same day of its month; ``None`` when it is called."""
    months = FREQUENCIES[frequency]
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def icalendar(meeting: Meeting, address: str) -> str:
    """Return a meeting as iCalendar; its identifier stays the same however often it moves."""
    local = timezone.make_aware(dt.datetime.combine(meeting.on, meeting.begins))
    begins = local.astimezone(dt.UTC)  # a length is added to the time that no clock change moves
    cancelled = "Cancelled: " if meeting.state == CANCELLED else ""
    entry = Entry(
        uid=f"meeting-{meeting.number}@beatwise",
        begins=begins,
        ends=begins + dt.timedelta(minutes=meeting.minutes_long),
        title=f"{cancelled}{meeting.board.name}",
        words=f"Papers: {address}",
        place=meeting.place,
    )
    return calendar_text(meeting.board.name, [entry], meeting.papers_due)
