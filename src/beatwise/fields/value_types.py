"""What a value of a TOML document is read as: text, number, day, time of day, weekdays.

Each function returns the value in its type or raises ``Mismatch``, whose message goes on after the
name of the field: "must be a number, not 'far'."
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Final


MOST_DIGITS = 30
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_QUOTED = 60


class Required:
    """Stands for no default: the field must be there."""


REQUIRED: Final = Required()


class Mismatch(ValueError):
    """A value that is not what its field asks for."""

    def __init__(self, message: str, next_step: str | None = None):
        self.message = message
        self.next_step = next_step
        super().__init__(message)


def sensible(value: Decimal) -> bool:
    """Whether a number is finite, and has no more digits than anything that is counted here."""
    return value.is_finite() and abs(value.adjusted()) <= MOST_DIGITS


def in_words(value: object) -> str:
    """Return a value for a message: texts in quotation marks and shortened."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_QUOTED else f"{value[:_LONGEST_QUOTED]}…")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list | tuple):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        return f"a number of more than {MOST_DIGITS} digits"
    return str(value)[:_LONGEST_QUOTED]


def as_text(value: object) -> str:
    """Return a text, stripped."""
    if not isinstance(value, str):
        raise Mismatch(f"must be a text, not {in_words(value)}.")
    return value.strip()


def as_label(value: object) -> str:
    """Return a text or a whole number as text: a collar number, a price year."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return as_text(value)


def as_name(value: object) -> str:
    """Return a short name: lower-case letters, digits and hyphens."""
    text = as_text(value)
    if text and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise Mismatch("must be lower-case words joined by hyphens.")
    return text


def as_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts, as they are."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise Mismatch(f"must be a list of texts, not {in_words(value)}.")
    return tuple(value)


def as_flag(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise Mismatch(f"must be true or false, not {in_words(value)}.")
    return value


def as_decimal(value: object) -> Decimal:
    """Return a number with the decimals it was written with; not one beyond all counting."""
    number = value
    if isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value)
    if not isinstance(number, Decimal) or not sensible(number):
        raise Mismatch("must be a number.")
    return number


def as_number(value: object, at_least: float, at_most: float) -> float:
    """Return a number from ``at_least`` to ``at_most``."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise Mismatch(f"must be a number, not {in_words(value)}.")
    if value < at_least:
        sign = "negative" if at_least == 0 else f"below {at_least:g}"
        raise Mismatch(f"is {in_words(value)}, which is {sign}.")
    if value > at_most:
        raise Mismatch(f"is {in_words(value)}, which is above {at_most:g}.")
    return float(value)


def as_whole(value: object, at_least: int, at_most: int | None) -> int:
    """Return a whole number from ``at_least`` to ``at_most``; 3.0 counts as 3."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    top = math.inf if at_most is None else at_most
    if isinstance(value, bool) or not isinstance(value, int) or not at_least <= value <= top:
        bounds = f"of {at_least} or more" if at_most is None else f"from {at_least} to {at_most}"
        raise Mismatch(f"must be a whole number {bounds}, not {in_words(value)}.")
    return value


def as_day(value: object) -> dt.date:
    """Return a day, written as TOML writes days."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise Mismatch("must be a day such as 2025-04-01, without quotation marks.")
    return value


def as_day_or_text(value: object) -> dt.date:
    """Return a day, written as TOML writes days or in quotation marks."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise Mismatch(f"is {in_words(value)}, not a date.", "Write dates as 2027-04-01.") from None


def as_clock(value: object) -> float:
    """Return an hour of the clock: ``09:30`` is 9.5, ``26:00`` is 2 next morning."""
    if isinstance(value, dt.time):
        return value.hour + value.minute / 60
    hours, _, minutes = str(value).strip().partition(":")
    if hours.isdigit() and minutes.isdigit() and int(minutes) < 60 and int(hours) < 48:
        return int(hours) + int(minutes) / 60
    raise Mismatch(f"is {in_words(value)}, not a time of day.", "Write times as 09:30.")


def as_weekdays(value: object) -> tuple[int, ...]:
    """Return weekdays as numbers, Monday 0; three letters of a name are enough."""
    return tuple(_weekday(word.strip()) for word in as_texts(value))


def _weekday(word: str) -> int:
    for number, day in enumerate(WEEKDAYS):
        if len(word) > 2 and day.startswith(word.lower()):
            return number
    raise Mismatch(f"holds {in_words(word)}, not a weekday.", "Write monday, tuesday, …")
