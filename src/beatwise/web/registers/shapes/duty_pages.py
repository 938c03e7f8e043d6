"""Duties as a page and a file show them: what was due, done, late and missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse

from beatwise.accountability.registers import record_duties
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.timing.due_items import DueItem, Standing
from beatwise.cell_text import Unreadable, day_of
from beatwise.clock import day_words
from beatwise.errors import BadInput
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.registers import selectors
from beatwise.web.registers.shapes.duty_items import RecordDuty


ORDER = (Standing.MET, Standing.LATE, Standing.MISSED, Standing.OPEN)
MOST_LISTED = 200  # records, and missed items, of a duty; the file has them all
TITLES = {
    Standing.MET: "Done in time",
    Standing.LATE: "Done late",
    Standing.MISSED: "Missed",
    Standing.OPEN: "Still open",
}


def period(filters: dict[str, str]) -> tuple[dt.date, dt.date]:
    """Return the days that an address asks for; without any, the last whole quarter."""
    start = _quarter(selectors.today())
    last = start - dt.timedelta(days=1)
    return day_asked(filters, "from", _quarter(last)), day_asked(filters, "to", last)


def tables(register: Definition, due: Sequence[RecordDuty]) -> list[dict[str, object]]:
    """Return a table for each duty: a line a record, a line for all, and what was missed.

    Of many records the first are listed, and how many are left; the line for all counts them too.
    Those of which something was missed or late come first.
    """
    result: list[dict[str, object]] = []
    for duty in register.duties:
        own = sorted((each for each in due if each.duty is duty), key=_is_all_in_time)
        items = [item for each in own for item in each.items]
        lines = [_line(register, each) for each in own[:MOST_LISTED]]
        if len(own) > 1:
            lines.append({"name": "All", "cells": _cells(items)})
        missed = [
            (each.record, item)
            for each in own
            for item in each.items
            if item.standing is Standing.MISSED
        ]
        result.append(
            {
                "title": duty.label,
                "rule": record_duties.in_words(duty, register),
                "lines": lines,
                "weeks": _by_record(own),
                "left": max(0, len(own) - MOST_LISTED),
                "missed": [
                    {"record": record, "words": days_of(item)}
                    for record, item in missed[:MOST_LISTED]
                ],
                "missed_left": max(0, len(missed) - MOST_LISTED),
            }
        )
    return result


def columns() -> list[str]:
    """Return the headings of such a table."""
    return ["Due", *(TITLES[standing] for standing in ORDER)]


def of_record(register: Definition, due: Iterable[RecordDuty]) -> list[dict[str, object]]:
    """Return a record's duties, each with its items from the newest."""
    return [
        {
            "title": each.duty.label,
            "rule": record_duties.in_words(each.duty, register),
            "items": [
                {
                    "days": days_of(item),
                    "done": [day_words(day) for day in item.done],
                    "standing": TITLES[item.standing],
                    "missed": item.standing is Standing.MISSED,
                }
                for item in reversed(each.items)
            ],
        }
        for each in due
    ]


def listing(register: Definition, due: Sequence[RecordDuty]) -> Listing:
    """Return due items as a file, a line each."""
    names = ("Number", register.one.capitalize(), "Duty", "First day", "Due", "Wanted", "Done",
             "Done on", "Standing")  # fmt: skip
    numbers = ("Number", "Wanted", "Done")
    heads = tuple(Column(name, number=name in numbers) for name in names)
    lines = list(_lines(due))
    return Listing(f"{register.slug}-duties", f"{register.title}: duties", heads, lines,
                   count=len(lines))  # fmt: skip


def days_of(item: DueItem) -> str:
    """Return the days within which an item is to be done, in words."""
    if item.window.first == dt.date.min:
        return f"by {day_words(item.window.due)}"
    return f"{day_words(item.window.first)} to {day_words(item.window.due)}"


def _lines(due: Iterable[RecordDuty]) -> Iterator[tuple[Cell, ...]]:
    for each in due:
        for item in each.items:
            first = None if item.window.first == dt.date.min else item.window.first.isoformat()
            yield (
                each.record.number, each.record.heading, each.duty.label, first,
                item.window.due.isoformat(), item.window.times, len(item.done),
                ", ".join(day.isoformat() for day in item.done) or None, TITLES[item.standing],
            )  # fmt: skip


def _is_all_in_time(each: RecordDuty) -> bool:
    return not any(item.standing in (Standing.LATE, Standing.MISSED) for item in each.items)


def _line(register: Definition, each: RecordDuty) -> dict[str, object]:
    return {
        "name": f"{each.record.number}: {each.record.heading}",
        "address": reverse("record", args=[register.slug, each.record.number]),
        "cells": _cells(each.items),
    }


def _cells(items: Sequence[DueItem]) -> list[int]:
    counts = record_duties.counts(items)
    return [len(items), *(counts[standing] for standing in ORDER)]


def _by_record(own: Sequence[RecordDuty]) -> str:
    """Return how the number of items comes about: ``26: 13 for each of 2``."""
    totals = [len(each.items) for each in own]
    if len(totals) < 2:
        return ""
    if len(set(totals)) == 1:
        return f"{sum(totals)} were due: {totals[0]} for each of {len(totals)}."
    return f"{sum(totals)} were due: {' + '.join(map(str, totals[:12]))}" + (
        "." if len(totals) <= 12 else f" and those of {len(totals) - 12} more."
    )


def _quarter(day: dt.date) -> dt.date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def day_asked(filters: dict[str, str], name: str, usual: dt.date) -> dt.date:
    """Return the day that an address asks for by a name; raise ``BadInput`` for what is none."""
    words = filters.get(name, "")
    if not words:
        return usual
    try:
        day = day_of(words)
    except Unreadable:
        day = None
    if day is None or not 1900 <= day.year <= 2200:
        raise BadInput(f"'{words}' is not a day.", place=name, next_step="Write it as 2026-03-31.")
    return day
