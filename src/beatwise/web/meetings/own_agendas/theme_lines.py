"""What people wrote about since a body last met, by theme, for its agenda.

Every register that counts its records by a choice in a group of figures named ``themes`` is drawn
on, unless it is confidential or holds aggregates alone: the office's letters, themes of complaints.
Packs go to people from outside. So a theme is named with its number from five on, smaller ones are
named without it, and no sum is given from which they could be worked out.

A register whose records are letters counts those of whole days, from where the last pack ended of
an earlier meeting of the body: no day is lost between two packs, and none is told twice. One whose
records hold counts of a period (its chart is of a field, and not of records) gives its newest
period, in every pack until there is a newer one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.accountability.boards.agenda import CANCELLED
from beatwise.accountability.registers.field_values import display_text
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.clock import day_words
from beatwise.web.meetings.models import Meeting, Pack
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions


GROUP = "themes"
FEWEST = 5
SPAN = dt.timedelta(days=92)  # looked back over where a body has had no pack yet
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Themes:
    """What a register counts by theme: its fields, ``number`` empty where it counts records."""

    register: Definition
    theme: str
    day: str
    number: str


def theme_lines(meeting: Meeting, today: dt.date) -> Iterator[str]:
    """Yield a line a register: its themes with their numbers, the most frequent first."""
    first, last = _end_before(meeting) + DAY, _last_day(meeting, today)
    for register in definitions().values():
        themes = _themes(register)
        if themes is None:
            continue
        if themes.number:
            span, counts = _newest_period(themes, last)
        else:
            span, counts = f"{day_words(first)} to {day_words(last)}", _counts(themes, first, last)
        if counts:
            yield f"{register.title}, {span}: {'; '.join(_words(counts))}."


def _end_before(meeting: Meeting) -> dt.date:
    """Return the last day that the body was told of by the pack of an earlier meeting.

    Of the latest that has a pack, whether it is marked as held yet or not.
    """
    packs = Pack.objects.filter(meeting__board=meeting.board, meeting__on__lt=meeting.on)
    latest = packs.exclude(meeting__state=CANCELLED).order_by(
        "-meeting__on", "-meeting__number", "-number"
    )
    pack = latest.defer("content").select_related("meeting").first()
    if pack is None:
        return meeting.on - SPAN - DAY
    return _last_day(pack.meeting, timezone.localdate(pack.at))


def _last_day(meeting: Meeting, on: dt.date) -> dt.date:
    """Return the last whole day that an agenda drawn on a day tells of."""
    return min(on - DAY, meeting.on)


def _themes(register: Definition) -> _Themes | None:
    """Return what a register counts by a choice, by its first day that every record has."""
    group = next((each for each in register.figures if each.name == GROUP), None)
    if group is None or register.confidential or register.aggregates:
        return None
    days = [field.name for field in register.fields if field.kind == "date" and field.required]
    is_choice = group.by in register.by_name and register.by_name[group.by].kind == "choice"
    number = group.chart if group.chart in group.sums else ""
    return _Themes(register, group.by, days[0], number) if is_choice and days else None


def _newest_period(themes: _Themes, last: dt.date) -> tuple[str, Counter[str]]:
    """Return the newest period that has begun, in words, and what its records count."""
    begun = _records(themes).filter(**{f"values__{themes.day}__lte": last.isoformat()})
    day = max(begun.values_list(f"values__{themes.day}", flat=True), default="")
    rows = begun.filter(**{f"values__{themes.day}": day})
    counts: Counter[str] = Counter()
    for theme, number in rows.values_list(f"values__{themes.theme}", f"values__{themes.number}"):
        if theme and number:
            counts[theme] += int(number)
    return _period_words(themes.register.by_name[themes.day], day) if day else "", counts


def _period_words(field: Field, day: str) -> str:
    """Return a whole month or quarter by its name; of any other period, from when on it is."""
    words = display_text(field, day)
    return words if field.whole else f"{field.label.lower()} from {words}"


def _counts(themes: _Themes, first: dt.date, last: dt.date) -> Counter[str]:
    day = f"values__{themes.day}"
    rows = _records(themes).filter(
        **{f"{day}__gte": first.isoformat(), f"{day}__lte": last.isoformat()}
    )
    return Counter(each for each in rows.values_list(f"values__{themes.theme}", flat=True) if each)


def _records(themes: _Themes) -> QuerySet[Record]:
    return Record.objects.filter(register=themes.register.slug, removed=False, closed=False)


def _words(counts: Counter[str]) -> Iterator[str]:
    small = sorted(theme for theme, number in counts.items() if number < FEWEST)
    for theme, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if number >= FEWEST:
            yield f"{theme} {number}"
    if small:
        yield f"fewer than {FEWEST} each: {', '.join(small)}"
