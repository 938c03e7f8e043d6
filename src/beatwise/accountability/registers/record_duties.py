"""The duties of a record: what its definition asks for again and again, and how it stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.accountability.registers import clock_readings
from beatwise.accountability.registers.clock_readings import Moves
from beatwise.accountability.registers.definition_rows import Duty
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.timing.due_items import (
    DueItem,
    Standing,
    Terms,
    judged,
    windows,
)
from beatwise.accountability.timing.schedule import InEvery, Milestones
from beatwise.accountability.timing.spells import Spell


@dataclass(frozen=True, slots=True)
class Subject:
    """What a duty is judged by: a record's fields and states, and the days on which it was done."""

    values: Mapping[str, FieldValue]
    moves: Moves
    done: Sequence[dt.date]


@dataclass(frozen=True, slots=True)
class Period:
    """The days among which items are due, both included, and the day it is."""

    first: dt.date
    last: dt.date
    today: dt.date


def items(duty: Duty, definition: Definition, subject: Subject, period: Period) -> list[DueItem]:
    """Return the items of a duty that are due in a period, each as it stands."""
    terms = terms_of(duty, definition, subject)
    # Milestones are answered in their order, so that all of them are judged together.
    since = dt.date.min if isinstance(duty.schedule, Milestones) else period.first
    due_windows = windows(duty.schedule, terms, period.last, since)
    due_items = judged(duty.schedule, due_windows, subject.done, period.today)
    return [item for item in due_items if period.first <= item.window.due <= period.last]


def waiting(
    duty: Duty, definition: Definition, subject: Subject, today: dt.date, soon: dt.timedelta
) -> DueItem | None:
    """Return the item that somebody should see to: the first open one that is due soon.

    A milestone that was missed can still be done, late; a week without a visit cannot come back.
    """
    if is_over(duty, definition, subject.moves):
        return None
    long_ago = dt.date.min if isinstance(duty.schedule, Milestones) else today
    due_items = items(duty, definition, subject, Period(long_ago, today + soon, today))
    wanted = (Standing.OPEN, Standing.MISSED)
    return next((item for item in due_items if item.standing in wanted), None)


def asks_on(duty: Duty, definition: Definition, subject: Subject, day: dt.date) -> bool:
    """Whether a day lies in the time of an item of a duty, such as a week that asks for a visit."""
    due_windows = windows(duty.schedule, terms_of(duty, definition, subject), day, day)
    return any(window.first <= day <= window.due for window in due_windows)


def terms_of(duty: Duty, definition: Definition, subject: Subject) -> Terms:
    """Return the spells in which a duty holds for a record, and when it stands still."""
    last = clock_readings.entered_last(duty.ends, subject.moves)
    if duty.end and (day := subject.values.get(duty.end)):
        until = dt.date.fromisoformat(str(day))
        last = until if last is None else min(last, until)
    spells = []
    for first, end in _spells(duty, definition, subject.values):
        ends = [day for day in (end, last) if day is not None]
        if not ends or first <= min(ends):
            spells.append(Spell(first, min(ends, default=None)))
    pauses = clock_readings.pauses(duty.pauses, subject.moves)
    return Terms(sorted(spells, key=lambda s: s.first), pauses, duty.whole, duty.falls)


def is_over(duty: Duty, definition: Definition, moves: Moves) -> bool:
    """Whether a record is in a state in which the duty holds no more."""
    state = moves[-1][0] if moves else definition.first.name
    return state in duty.ends or definition.state(state).final


def in_words(duty: Duty, definition: Definition) -> str:
    """Return a duty and the rule by which it is counted, as sentences."""
    start = definition.by_name[duty.start].label
    if isinstance(duty.schedule, InEvery):
        days = "all of its days are" if duty.whole else "any of its days is"
        rule = f"{duty.words}, when {days} within “{start}”"
        if duty.schedule.unit == "week":
            rule += "; weeks run from Monday to Sunday"
    else:
        rule = f"{duty.words}{'' if isinstance(duty.schedule, Milestones) else ' from'} “{start}”"
    return f"{duty.label}: {rule}. An item counts where its last day falls ({duty.standard})."


def counts(due_items: Iterable[DueItem]) -> dict[Standing, int]:
    """Return how many items stand in each way, those of none as 0."""
    tally = Counter(item.standing for item in due_items)
    return {standing: tally[standing] for standing in Standing}


def own_days(duty: Duty, values: Mapping[str, FieldValue]) -> list[dt.date]:
    """Return the days in the record's own table on which a duty was done."""
    table, _, column = duty.done.partition(".")
    lines = values.get(table)
    days = [line.get(column) for line in lines] if isinstance(lines, list) else []
    return [dt.date.fromisoformat(str(day)) for day in days if day]


def _spells(
    duty: Duty, definition: Definition, values: Mapping[str, FieldValue]
) -> list[tuple[dt.date, dt.date | None]]:
    start_value, field = values.get(duty.start), definition.by_name[duty.start]
    if isinstance(start_value, list):
        first, last = [c.name for c in field.columns if c.kind == "date"][:2]
        return [
            (_day(line[first]), _day_or_none(line.get(last))) for line in start_value if line[first]
        ]
    return [(_day(start_value), None)] if start_value else []


def _day(value: FieldValue) -> dt.date:
    return dt.date.fromisoformat(str(value))


def _day_or_none(value: FieldValue) -> dt.date | None:
    return _day(value) if value else None
