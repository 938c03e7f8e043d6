"""Meetings whose papers were published, and what agreed minutes say was decided."""

from __future__ import annotations

from beatwise.accountability.boards.agenda import MEETING_HELD, MINUTES_AGREED
from beatwise.web.meetings.models import Decision, Meeting, Publication


Figures = dict[str, object]


def meetings() -> list[Figures]:
    """Return each meeting that has a published pack, oldest first, with its decisions."""
    published = Publication.objects.values_list("pack__meeting", flat=True)
    rows = Meeting.objects.filter(pk__in=published).select_related("board")
    return [
        {
            "board": meeting.board.name,
            "on": meeting.on.isoformat(),
            "place": meeting.place,
            "held": meeting.state in (MEETING_HELD, MINUTES_AGREED),
            "decisions": _decisions(meeting),
        }
        for meeting in rows.order_by("on", "number")
    ]


def _decisions(meeting: Meeting) -> list[Figures]:
    if meeting.state != MINUTES_AGREED:
        return []
    rows = Decision.objects.filter(meeting=meeting).order_by("number")
    return [{"number": row.number, "words": row.words} for row in rows]
