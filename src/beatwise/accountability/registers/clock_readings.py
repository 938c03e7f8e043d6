"""The clocks of a register on one record: when each started and stopped, and what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from beatwise.accountability.registers.definition_rows import Clock
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.timing import clocks
from beatwise.accountability.timing.clocks import Pause, Reading


Moves = Sequence[Sequence[str]]  # each state a record entered, with its day as ISO text


def start(clock: Clock, values: Mapping[str, FieldValue], moves: Moves) -> dt.date | None:
    """Return the day of the event from which a clock counts; ``None`` while there was none."""
    return _day(clock.event, values, moves)


def stop(clock: Clock, values: Mapping[str, FieldValue], moves: Moves) -> dt.date | None:
    """Return the day on which a clock stopped; ``None`` while it runs.

    A day in the field that it names comes first; else it stops when the record enters one of its
    last states, and runs on when the record goes back.
    """
    if clock.stops and (day := values.get(clock.stops)):
        return dt.date.fromisoformat(str(day))
    return entered_last(clock.ends, moves)


def entered_last(states: Collection[str], moves: Moves) -> dt.date | None:
    """Return the day on which a record entered the states it is in now; ``None`` if in no such."""
    day_entered = None
    for state, day in reversed(moves):
        if state not in states:
            break
        day_entered = dt.date.fromisoformat(day)
    return day_entered


def pauses(states: Iterable[str], moves: Moves) -> list[Pause]:
    """Return when a record stood in one of these states."""
    ends = [*(dt.date.fromisoformat(day) for _, day in moves[1:]), None][: len(moves)]
    return [
        Pause(dt.date.fromisoformat(day), end)
        for (state, day), end in zip(moves, ends, strict=True)
        if state in states
    ]


def stopped_reading(clock: Clock, values: Mapping[str, FieldValue], moves: Moves) -> Reading | None:
    """Return what a clock shows that has stopped; ``None`` when it runs or never started."""
    first, last = start(clock, values, moves), stop(clock, values, moves)
    if first is None or last is None or last < first:
        return None
    still = pauses(clock.pauses, moves)
    return clocks.read(_as_clock(clock), first, last, stopped=last, pauses=still)


def in_words(definition: Definition, clock: Clock) -> str:
    """Return a clock in words, to stand beside every figure that was measured by it."""
    kind, _, name = clock.event.partition(":")
    event = definition.by_name[name].label if kind == "field" else definition.state(name).title
    length = f"{clock.days} {clock.unit} days from" if clock.days else "on the day of"
    standing = [definition.state(name).title for name in clock.pauses]
    still = f", standing still while {' or '.join(standing)}" if standing else ""
    authority = f"{clock.standard} standard" + (f": {clock.source}" if clock.source else "")
    return f"{clock.label}: {length} “{event}”{still} ({authority})"


def _as_clock(clock: Clock) -> clocks.Clock:
    return clocks.Clock(clock.label, clock.days, clock.unit, clock.event, clock.standard)


def _day(event: str, values: Mapping[str, FieldValue], moves: Moves) -> dt.date | None:
    what, _, name = event.partition(":")
    if what == "field":
        day = values.get(name)
        return dt.date.fromisoformat(str(day)) if day else None
    days = [day for state, day in moves if state == name]
    return dt.date.fromisoformat(days[0]) if days else None
