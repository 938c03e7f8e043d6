"""Meetings whose papers were published: when, where, what was decided; and their calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from beatwise.accountability.boards.agenda import CANCELLED, MEETING, MINUTES_AGREED, POSTPONED
from beatwise.accountability.plan.change_control import in_words
from beatwise.publication.formats.document import Block, Bullets, Heading, Paragraph
from beatwise.publication.plans.icalendar import Entry, calendar
from beatwise.web.meetings.models import Decision, Meeting, Publication
from beatwise.web.publicsite.page_frame import Site, blocks, links, page, paragraph
from beatwise.web.publicsite.resource import Resource


KIND = "Meeting"


def meeting_pages(site: Site, day: dt.date) -> Iterator[Resource]:
    """Yield the list of meetings, each meeting, and all of them as iCalendar."""
    published = Publication.objects.values_list("pack__meeting", flat=True)
    rows = list(Meeting.objects.filter(pk__in=published).select_related("board"))
    entries = [
        (f"{row.number}.html", f"{row.board.name}, {in_words(row.on)}", _where(row)) for row in rows
    ]
    body = links(entries) or paragraph("No meeting is published yet.")
    yield page(site, "meetings/index.html", "Meetings", body, kind="Meetings")
    for row in rows:
        yield _meeting(site, row)
    text = calendar(f"{site.body}: meetings", [_entry(row) for row in rows], day)
    yield Resource("meetings.ics", "text/calendar; charset=utf-8", text.encode())


def _meeting(site: Site, row: Meeting) -> Resource:
    title = f"{row.board.name}, {in_words(row.on)}"
    parts: list[Block] = [Paragraph(_where(row)), Paragraph(MEETING.state(row.state).title + ".")]
    decisions = Decision.objects.filter(meeting=row).order_by("number")
    lines = [f"{each.number}. {each.words}" for each in decisions]
    if row.state == MINUTES_AGREED and lines:
        parts += [Heading("What was decided"), Bullets(tuple(lines))]
    papers = row.packs.filter(publication__isnull=False).order_by("number")
    entries = [
        (f"../papers/meeting-{row.number}-pack-{pack.number}.html", f"Papers, pack {pack.number}",
         pack.why)
        for pack in papers
    ]  # fmt: skip
    body = blocks(title, parts) + links(entries)
    words = " ".join([title, row.place, *lines])
    return page(
        site, f"meetings/{row.number}.html", title, body, kind=KIND, words=words,
        modified=row.on.isoformat(),
    )  # fmt: skip


def _where(row: Meeting) -> str:
    return f"{in_words(row.on)}, {row.begins:%H:%M}{f', {row.place}' if row.place else ''}."


def _entry(row: Meeting) -> Entry:
    begins = timezone.make_aware(dt.datetime.combine(row.on, row.begins))
    gone = {CANCELLED: "Cancelled: ", POSTPONED: "Postponed: "}.get(row.state, "")
    return Entry(
        uid=f"meeting-{row.number}@beatwise",
        begins=begins,
        ends=begins + dt.timedelta(minutes=row.minutes_long),
        title=f"{gone}{row.board.name}",
        place=row.place,
    )
