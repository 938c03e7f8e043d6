"""A shift's real beginning and end: wall-clock hours of a day, when clocks may change."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from beatwise.clock import LONDON, day_words
from beatwise.errors import BadInput


def moment(day: dt.date, hours: float) -> dt.datetime:
    """Return wall-clock hours of a day (24 or more is the next day) as a moment in London."""
    whole = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=round(hours * 60))
    return whole.replace(tzinfo=LONDON)


def duration(day: dt.date, begins: float, ends: float) -> int:
    """Return the real seconds between two wall-clock hours of a day."""
    between = moment(day, ends).timestamp() - moment(day, begins).timestamp()
    return round(between)


def changes(day: dt.date, begins: float, ends: float) -> int:
    """Return by how many seconds the clocks change within a shift: 0, 3600 or -3600."""
    return duration(day, begins, ends) - round((ends - begins) * 3600)


def refuse_change(day: dt.date, name: str, begins: float, ends: float, place: str) -> None:
    """Raise ``BadInput`` when the clocks change within a shift."""
    change = changes(day, begins, ends)
    if change:
        way = "one hour longer" if change > 0 else "one hour shorter"
        raise BadInput(
            f"the clocks change during the shift '{name}' on {day:%d %B %Y}, so it is {way} than "
            "it reads.",
            place=place,
            next_step='Give that day a shift of its own, or set clock_change = "elapsed" under '
            "[patrol] to plan its real hours.",
        )


def clock_notes(first: dt.date, last: dt.date, *, elapsed: bool) -> tuple[str, ...]:
    """Say which rule of clocks a plan or rota of these days follows, and when clocks change."""
    rule = (
        "a shift in which the clocks change is planned by its real hours (clock_change = elapsed)"
        if elapsed
        else "a shift in which the clocks change is refused by the plan (clock_change = refuse)"
    )
    basis = "Hours worked and rest between shifts are hours really passed (the difference in UTC)"
    sentences = [f"Times are British clock time. {basis}; {rule}."]
    for number in range((last - first).days + 2):
        day = first + dt.timedelta(days=number)
        change = changes(day, 0, 24)
        if change:
            way = "back" if change > 0 else "forward"
            hours = 25 if change > 0 else 23
            sentences.append(
                f"The clocks go {way} on {day:%A} {day_words(day)}, a day of {hours} hours."
            )
    return tuple(sentences)


@lru_cache(maxsize=8192)
def real_seconds(day: dt.date, hours: float) -> int:
    """Return wall-clock hours of a day as seconds really passed since 1970, in UTC.

    A time that occurs twice is the first of the two; one that spring leaves out counts from before
    the change.
    """
    return round(moment(day, hours).timestamp())


def later(start: dt.datetime, seconds: int) -> dt.datetime:
    """Return the moment so many real seconds after another, in London time."""
    return (start.astimezone(dt.UTC) + dt.timedelta(seconds=seconds)).astimezone(LONDON)
