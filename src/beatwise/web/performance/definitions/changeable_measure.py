"""Definitions change only by a request that a board approves: what may be asked for, and how."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from beatwise.accountability.measures.expectation import TARGET_WORDS, Expectation, to_reach
from beatwise.accountability.measures.expectation import in_words as expected
from beatwise.accountability.measures.measure import (
    DISCLOSURE,
    FREQUENCIES,
    LEVELS,
    Baseline,
    Measure,
)
from beatwise.accountability.measures.measure_units import POINTS, RELATIVE, Tolerance, unit
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.plan.change_control import ChangeRequest, in_words
from beatwise.accountability.roles import Person, owner_role
from beatwise.cell_text import Unreadable, amount_of
from beatwise.clock import MONTH_NAMES, Month
from beatwise.errors import BadInput
from beatwise.web.performance import selectors
from beatwise.web.performance.definitions import actions


FIELDS = {
    "title": "Title",
    "definition": "What is counted",
    "printed_as": "Printed as",
    "serial": "Number in the plan",
    "strategy": "Delivery strategy",
    "level": "Level",
    "unit": "Unit",
    "per": "A rate is per",
    "expectation": "Expectation",
    "tolerance": "Agreed tolerance",
    "minimum_count": "Fewest cases for a rating",
    "typical_count": "Usual number of cases",
    "frequency": "How often",
    "lag_days": "Days until a value is due",
    "source": "Source",
    "owner": "Owner",
    "baseline": "Baseline",
    "disclosure": "Disclosure",
    "note": "Note",
}
_NOTHING = ("", "none")
_BASELINE = re.compile(r"(?P<value>[^()]+?)\s*(?:\((?P<period>[^()]*)\))?")


class MeasureDefinition:
    """Measures as a kind of thing that changes by approved requests (``registry.changeable``)."""

    def now(self, person: Person, name: str) -> Measure:
        """Return the newest definition of a measure."""
        return selectors.newest(name)

    def fields(self, name: str) -> dict[str, str]:
        """Return the fields that may be asked for, and their labels."""
        return dict(FIELDS)

    def words(self, thing: object, field: str) -> str:
        """Return a field in words that ``read`` takes back."""
        assert isinstance(thing, Measure)
        return words_of(thing, field)

    def read(self, name: str, field: str, words: str) -> object:
        """Return a field's value from words; ``BadInput`` says how they are written."""
        if field not in FIELDS:
            raise BadInput(
                f"a measure has no field '{field}'.",
                place=field,
                next_step=f"Its fields are: {', '.join(FIELDS)}.",
            )
        return _READ.get(field, _text)(words.strip(), field)

    def apply(self, request: ChangeRequest, *, valid_from: dt.date, by: Person | None) -> None:
        """Make an approved change, inside the caller's ``audit.changing()``."""
        actions.change(request=request, valid_from=valid_from, by=by)


def words_of(measure: Measure, field: str) -> str:
    """Return a field as ``read`` would take it back."""
    value = getattr(measure, field)
    if field == "unit":
        return str(value.name)
    if field == "tolerance":
        return "" if value is None else f"{value.amount:f} {_KINDS_OUT[value.kind]}"
    if field == "baseline":
        return "" if value is None else f"{value.value:f} ({value.period})"
    return "" if value is None else in_words(value)


def _text(words: str, field: str) -> str:
    if not words and field in ("title", "definition", "strategy", "source"):
        raise _bad(field, "cannot be empty", "Give it.")
    return words


def _number(words: str, field: str) -> Decimal:
    try:
        amount = amount_of(words)
    except Unreadable as error:
        raise _bad(field, error.message.removesuffix("."), error.next_step) from None
    if amount is None:
        raise _bad(field, f"'{words}' is not a number", "Write a number such as 65.9.")
    return amount.value


def _optional_number(words: str, field: str) -> Decimal | None:
    return None if words.lower() in _NOTHING else _number(words, field)


def _whole(words: str, field: str) -> int:
    if not words.isdecimal() or len(words) > 9:
        raise _bad(field, f"'{words}' is not a whole number", "Write a number such as 30.")
    return int(words)


def _optional_whole(words: str, field: str) -> int | None:
    return None if words.lower() in _NOTHING else _whole(words, field)


def _one_of(allowed: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(words: str, field: str) -> str:
        if words.lower() not in allowed:
            raise _bad(field, f"'{words}' is not allowed", f"Use one of: {', '.join(allowed)}.")
        return words.lower()

    return read


def _expectation(words: str, field: str) -> Expectation:
    for bound in TARGET_WORDS:
        if words.lower().startswith(f"{bound} "):
            return to_reach(bound, _number(words[len(bound) :], field), place=field)
    return expected(words, place=field)


_KINDS = {"%": RELATIVE, "per cent": RELATIVE, "points": POINTS, "percentage points": POINTS}
_KINDS_OUT = {RELATIVE: "%", POINTS: "points"}


def _tolerance(words: str, field: str) -> Tolerance | None:
    if words.lower() in _NOTHING:
        return None
    match = re.fullmatch(r"±?\s*([\d.]+)\s*(.+)", words)
    kind = _KINDS.get(match[2].lower()) if match else None
    if match is None or kind is None:
        raise _bad(field, f"'{words}' is not a tolerance", "Write 5 % or 2 points.")
    return Tolerance(kind, _number(match[1], field))


def _baseline(words: str, field: str) -> Baseline | None:
    if words.lower() in _NOTHING:
        return None
    match = _BASELINE.fullmatch(words)
    if match is None:
        raise _bad(field, f"'{words}' is not a baseline", "Write 65.9 (2024/25).")
    return Baseline(_period((match["period"] or "").strip()), _number(match["value"], field))


def _period(words: str) -> Period:
    """Read a period as it is written in files, or as it is read on pages."""
    if words in ("", UNSTATED.words):
        return UNSTATED
    days = [_day(part) for part in words.split(" to ")]
    if len(days) == 1 and days[0]:
        return Period(on=days[0])
    ends = [_month(part) for part in words.split(" to ")]
    if all(ends) and len(ends) in (1, 2):
        return Period(ends[0], ends[-1])
    return Period.parse(words)


def _day(words: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(words, "%d %B %Y").date()
    except ValueError:
        return None


def _month(words: str) -> Month | None:
    name, _, year = words.partition(" ")
    if name not in MONTH_NAMES or not re.fullmatch(r"\d{4}", year):
        return None
    return Month(int(year) * 12 + MONTH_NAMES.index(name))


def _bad(field: str, words: str, next_step: str) -> BadInput:
    return BadInput(f"{FIELDS[field].lower()}: {words}.", place=field, next_step=next_step)


_READ: dict[str, Callable[[str, str], object]] = {
    "serial": _optional_whole,
    "level": _one_of(LEVELS),
    "unit": lambda words, field: unit(words, place=field),
    "per": _optional_number,
    "expectation": _expectation,
    "tolerance": _tolerance,
    "minimum_count": _whole,
    "typical_count": _optional_whole,
    "frequency": _one_of(tuple(FREQUENCIES)),
    "lag_days": _whole,
    "owner": lambda words, field: owner_role(words, place=field),
    "baseline": _baseline,
    "disclosure": _one_of(DISCLOSURE),
}
