"""The results that a paper may refer to, each by a name and a path within it.

``measure.patrol_hours`` is the field ``patrol_hours`` of the result called ``measure``;
``options.options.0.name`` the name of the first of its options, and ``find.hotspots.#`` how many
there are. What is not there, or is null, is missing: a paper then says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from beatwise.clock import Month, day_words
from beatwise.errors import BadInput, UsageError
from beatwise.evaluation.protocol.outcome_names import in_words


COUNT, ROW = "#", "it"
MOST_DIGITS = 15  # before the point, of a number that is printed
PLACES = {"0": 0, "1": 1, "2": 2, "3": 3}  # decimals, by form
_SIGNED = {"signed": (0, ""), "change": (1, " %"), "points": (1, " points")}
NUMERALS = frozenset({*PLACES, *_SIGNED, "percent", "share", "pounds"})  # forms of numbers


class Missing(Exception):
    """A figure that a paper refers to is not there."""


@dataclass(frozen=True, slots=True)
class Result:
    """A saved result: its values, the file that they came from and the file's SHA-256."""

    values: Mapping[str, object]
    file: str
    sha256: str


@dataclass(slots=True)
class FigureBook:
    """The results by name; it notes each figure that was referred to, as printed.

    ``row`` is the row at hand, called ``it``, where a part is made once for each of a list.
    """

    results: Mapping[str, Result]
    references: dict[str, str] = field(default_factory=dict)
    row: object = None

    def value(self, path: str) -> object:
        """Return what stands at a path; raise ``Missing`` when nothing does."""
        name, *steps = path.split(".")
        if name == ROW and self.row is not None:
            return within(self.row, steps, path)
        if name not in self.results:
            raise Missing(path)
        return within(self.results[name].values, steps, path)

    def words(self, path: str, form: str) -> str:
        """Return a figure as it is printed, and note it."""
        words = as_printed(self.value(path), form, path)
        if path.partition(".")[0] != ROW:
            self.references[f"{path} | {form}" if form else path] = words
        return words


def within(value: object, steps: list[str], path: str) -> object:
    """Return what stands at some steps within a value; raise ``Missing`` when nothing does."""
    for step in steps:
        if step == COUNT and isinstance(value, list | tuple):
            value = len(value)
        elif isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list | tuple) and _is_place(step, len(value)):
            value = value[int(step)]
        else:
            raise Missing(path)
    if value is None or value in ("", []):
        raise Missing(path)
    return value


def _is_place(step: str, count: int) -> bool:
    is_number = step.isascii() and step.isdecimal() and len(step) <= MOST_DIGITS
    return is_number and int(step) < count


def as_printed(value: object, form: str, path: str) -> str:
    """Return a value in a form: ``0`` to ``3`` decimals, ``percent``, ``share``, ``pounds``.

    ``percent`` is a number that is in per cent, ``share`` one of a whole of 1; ``months`` a range
    ``YYYY-MM:YYYY-MM``, ``day`` an ISO day and ``outcome`` a kind of incident, in words.
    ``signed``, ``change`` (in per cent) and ``points`` carry a plus or minus. Raises ``BadInput``
    for a form that does not fit the value.
    """
    in_words = _IN_WORDS.get(form)
    if in_words is not None and isinstance(value, str):
        try:
            return in_words(value)
        except (ValueError, UsageError):
            raise _unlike(path, form) from None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        if form or not isinstance(value, str):
            raise _unlike(path, form)
        return value
    number = Decimal(str(value))
    if not number.is_finite() or number.adjusted() > MOST_DIGITS:
        raise _unlike(path, form)
    if form in _SIGNED:
        decimals, unit = _SIGNED[form]
        return f"{'+' if number > 0 else ''}{_rounded(number, decimals)}{unit}"
    if form in ("percent", "share"):
        return f"{_rounded(number * (100 if form == 'share' else 1), 1)} %"
    if form == "pounds":
        return f"£{_rounded(number, 0)}"
    if not form:
        return f"{number:,}"
    if form not in PLACES:
        raise _unlike(path, form)
    return _rounded(number, PLACES[form])


def _rounded(number: Decimal, places: int) -> str:
    words = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return words.replace("-", "−")


def _months(text: str) -> str:
    first, _, last = text.partition(":")
    months = [Month.parse(part) for part in (first, last or first)]
    return " to ".join(dict.fromkeys(month.name for month in months))


def _day(text: str) -> str:
    return day_words(dt.datetime.fromisoformat(text).date())


_IN_WORDS = {"day": _day, "months": _months, "outcome": in_words}


def _unlike(path: str, form: str) -> BadInput:
    return BadInput(
        f"'{path}' is not a figure that can be printed as '{form}'.",
        next_step="Forms are: 0, 1, 2, 3, signed, percent, share, change, points, pounds, months, "
        "day, outcome.",
    )
