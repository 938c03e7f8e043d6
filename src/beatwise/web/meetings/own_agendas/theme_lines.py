"""What people wrote about since a body last met, by theme, for its agenda.

Every register that counts its records by a choice in a group of figures named ``themes`` is drawn
on, unless it is confidential or holds aggregates alone: the office's letters, themes of complaints.
Packs go to people from outside. So a theme is named with its number from five on, smaller ones are
named without it, and no sum is given from which they could be worked out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from beatwise.accountability.registers.register_definition import Definition
from beatwise.clock import day_words
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Meeting
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions


GROUP = "themes"
FEWEST = 5
SPAN = dt.timedelta(days=92)  # looked back over where a body has not met yet


def theme_lines(meeting: Meeting, today: dt.date) -> Iterator[str]:
    """Yield a line a register: its themes with their numbers, the most frequent first."""
    before = selectors.before(meeting)
    first = before.on if before else meeting.on - SPAN
    last = min(today, meeting.on)
    for register in definitions().values():
        fields = _theme_and_day(register)
        if fields and (counts := _counts(register, *fields, first, last)):
            span = f"{day_words(first)} to {day_words(last)}"
            yield f"{register.title}, {span}: {'; '.join(_words(counts))}."


def _theme_and_day(register: Definition) -> tuple[str, str] | None:
    """Return the choice that a register counts by, and its first day that every record has."""
    group = next((each for each in register.figures if each.name == GROUP), None)
    if group is None or register.confidential or register.aggregates:
        return None
    days = [field.name for field in register.fields if field.kind == "date" and field.required]
    is_choice = group.by in register.by_name and register.by_name[group.by].kind == "choice"
    return (group.by, days[0]) if is_choice and days else None


def _counts(
    register: Definition, theme: str, day: str, first: dt.date, last: dt.date
) -> Counter[str]:
    within = {f"values__{day}__gte": first.isoformat(), f"values__{day}__lte": last.isoformat()}
    rows = Record.objects.filter(register=register.slug, removed=False, closed=False, **within)
    return Counter(each for each in rows.values_list(f"values__{theme}", flat=True) if each)


def _words(counts: Counter[str]) -> Iterator[str]:
    small = sorted(theme for theme, number in counts.items() if number < FEWEST)
    for theme, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if number >= FEWEST:
            yield f"{theme} {number}"
    if small:
        yield f"fewer than {FEWEST} each: {', '.join(small)}"
