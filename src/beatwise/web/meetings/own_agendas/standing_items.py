"""The items of a body's own agenda, and the lines beneath each, drawn by its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from beatwise.accountability.boards.agenda import CANCELLED, MINUTES_AGREED, POSTPONED, TOOK_PLACE
from beatwise.accountability.boards.agenda_template import TemplateItem, is_due, items_of_json
from beatwise.clock import day_words
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Meeting
from beatwise.web.meetings.own_agendas.theme_lines import theme_lines
from beatwise.web.registry import registry


NOT_YET = "The day of the next meeting is not fixed yet."


def items(meeting: Meeting) -> list[tuple[str, TemplateItem]]:
    """Return the items of the body's agenda that stand on this meeting's, each with its key."""
    board = meeting.board
    earlier = [
        row.on
        for row in board.meetings.filter(on__lt=meeting.on)
        if row.state not in (CANCELLED, POSTPONED)
    ]
    rows = enumerate(items_of_json(board.template), start=1)
    return [(f"standing:{n}", item) for n, item in rows if is_due(item, meeting.on, earlier)]


def lines(meeting: Meeting, kind: str, today: dt.date) -> tuple[str, ...]:
    """Return what stands beneath an item of a kind; nothing for a paper."""
    if kind == "minutes":
        return tuple(_minutes_before(meeting))
    if kind == "next":
        return (_next(meeting),)
    if kind == "decisions":
        before = selectors.decisions(selectors.before(meeting))
        return tuple(f"{each.number}. {each.words}" for each in before)
    if kind == "themes":
        return tuple(theme_lines(meeting, today))
    if kind in registry.agenda_lines:
        return tuple(registry.agenda_lines[kind](meeting.number, today))
    return ()


def _minutes_before(meeting: Meeting) -> Sequence[str]:
    """Name the meetings whose minutes come up: those not agreed yet, and the last one."""
    rows = meeting.board.meetings.filter(state__in=TOOK_PLACE, on__lt=meeting.on)
    last = rows.order_by("-on", "-number").first()
    come_up = [r for r in rows.order_by("on") if r.state != MINUTES_AGREED or r == last]
    return [f"Minutes of the meeting held on {day_words(row.on)}." for row in come_up]


def _next(meeting: Meeting) -> str:
    later = meeting.board.meetings.filter(on__gt=meeting.on)
    row = later.exclude(state__in=(CANCELLED, POSTPONED)).order_by("on").first()
    if row is None:
        return NOT_YET
    return f"The next meeting is on {day_words(row.on)} at {row.begins:%H:%M}."
