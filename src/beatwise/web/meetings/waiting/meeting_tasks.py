"""What of boards, meetings and packs waits for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import (
    MEETING_HELD,
    MINUTES_AGREED,
    PACK_FROZEN,
    PLANNED,
)
from beatwise.accountability.plan.change_control import CHANGE_REQUEST, UNDECIDED
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import DUE, READ, Task
from beatwise.clock import day_words
from beatwise.web.actions import selectors as actions
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Decision, Meeting, Pack
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.meetings.waiting.meeting_steps import release, steps


MOST = 200
STANDS = (PACK_FROZEN, MEETING_HELD, MINUTES_AGREED)


def tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield what waits for a person, in at most five queries however many meetings there are."""
    reads_all = roles.may(person, own_bodies.READ)
    if reads_all or own_bodies.any_reads(person):
        condition = own_bodies.condition(person, "board")
        rows = list(_open_meetings().filter(condition)[:MOST])
        yield from _next_of_each_board(rows, person)
        for row in rows:
            yield from of_meeting(row, person)
        if reads_all:
            yield from _changes(rows, person)
        if roles.may(person, "packs.publish"):
            yield from _releases(person)
    if not reads_all and roles.may(person, "packs.read"):
        yield from _published(person, looked)


def of_meeting(row: Meeting, person: Person) -> Iterator[Task]:
    """Yield the steps of a meeting that this person may take now, and its papers when due soon.

    ``row.minuted`` says whether anything is minuted.
    """
    if row.state == MEETING_HELD and not row.minuted and _keeps(row, person):
        yield _task("prepare", row, f"{row}: write the minutes", row.on)
    for step in steps(row, person, minuted=row.minuted):
        if step.open and step.move.task:
            due = row.on if row.state == PACK_FROZEN else None
            yield _task(step.move.task, row, f"{row}: {_lower(step.move.words)}", due)
    soon = selectors.today() + selectors.SOON
    if row.state == PLANNED and row.papers_due <= soon and _keeps(row, person):
        yield _papers(row)


def _next_of_each_board(rows: Iterable[Meeting], person: Person) -> Iterator[Task]:
    """Yield each board's next meeting, however far off, with the deadline of its papers."""
    today, boards = selectors.today(), set()
    for row in rows:
        if row.board_id in boards or row.on < today or row.state not in (PLANNED, PACK_FROZEN):
            continue
        boards.add(row.board_id)
        if row.state == PLANNED and _keeps(row, person):
            yield _papers(row)
        else:
            yield _task(DUE, row, f"{row}: the next meeting{_papers_words(row)}", row.on)


def _keeps(row: Meeting, person: Person) -> bool:
    return own_bodies.may_in(person, own_bodies.WRITE, row.board)


def _papers(row: Meeting) -> Task:
    return _task(DUE, row, f"{row}: the papers are due", row.papers_due)


def _papers_words(row: Meeting) -> str:
    if row.state == PLANNED:
        return f"; its papers are due on {day_words(row.papers_due)}"
    return "; its pack is frozen"


def _changes(rows: Iterable[Meeting], person: Person) -> Iterator[Task]:
    """Yield the changes asked for, to who decides them: in open minutes where there are any."""
    approve = next(move for move in CHANGE_REQUEST.moves(UNDECIDED) if move.name == "approve")
    if person.role not in approve.roles:
        return
    minutes = next((row for row in rows if row.state == MEETING_HELD), None)
    note = "" if minutes else "A board decides it, in the minutes of its next meeting."
    for request in actions.requests(person, UNDECIDED).order_by("number")[:MOST]:
        address = reverse("change", args=[request.number])
        if minutes is not None and roles.may(person, "meetings.step"):
            address = reverse("decide", args=[minutes.number, "change"])
        words = f"Change {request.number} asked for: {request.title}"
        yield Task(approve.task, request.thing, words, address, "a change asked for", note=note)


def _releases(person: Person) -> Iterator[Task]:
    """Yield the frozen packs that nobody released and that this person may."""
    later = Pack.objects.filter(meeting=OuterRef("meeting"), number__gt=OuterRef("number"))
    rows = Pack.objects.filter(~Exists(later), publication=None, meeting__state__in=STANDS)
    rows = rows.select_related("meeting__board", "publication").defer("content")
    for row in rows.order_by("meeting__on")[:MOST]:
        step = release(row, person, newest=row)
        if step is not None and step.open:
            address = reverse("pack", args=[row.meeting.number, row.number])
            words = f"{row.meeting}: publish pack {row.number}"
            thing = f"{row.meeting.thing}/pack"
            yield Task(step.move.task, thing, words, address, "a pack", since=row.at)


def _published(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    since = Q() if looked is None else Q(publication__at__gt=looked)
    rows = selectors.packs(person).filter(since, publication__isnull=False)
    for row in rows.order_by("-publication__at")[:MOST]:
        yield Task(
            kind=READ,
            thing=f"{row.meeting.thing}/pack/{row.number}",
            words=f"{row.meeting}: pack {row.number}",
            address=reverse("pack", args=[row.meeting.number, row.number]),
            about="a pack",
            since=row.publication.at,
            public=True,
        )


def _open_meetings() -> QuerySet[Meeting]:
    """Return the meetings that something can still be done with, the earliest first."""
    decisions = Decision.objects.filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(state__in=(PLANNED, PACK_FROZEN, MEETING_HELD))
    numbered = Meeting.objects.filter(pk=OuterRef("pk"), numbered_minutes__isnull=False)
    rows = rows.annotate(minuted=~Q(minutes="") | Exists(decisions) | Exists(numbered))
    return rows.select_related("board").order_by("on", "number")


def _task(kind: str, row: Meeting, words: str, due: dt.date | None) -> Task:
    address = reverse("meeting", args=[row.number])
    return Task(kind, row.thing, words, address, "a board's meeting", due)


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
