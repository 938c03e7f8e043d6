"""A measure's fields in words, as people write them in forms, files and change requests, and back.

``words_of`` writes a field so that ``read_field`` takes it back; ``measure_of_words`` makes a new
measure of all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from beatwise.accountability.measures.as_toml import parse, write
from beatwise.accountability.measures.expectation import (
    DIRECTION_WORDS,
    TARGET_WORDS,
    Expectation,
    to_reach,
)
from beatwise.accountability.measures.expectation import in_words as expected
from beatwise.accountability.measures.measure import (
    DEFAULT_MINIMUM_COUNT,
    DISCLOSURE,
    FREQUENCIES,
    LEVELS,
    Baseline,
    Measure,
)
from beatwise.accountability.measures.measure_units import (
    POINTS,
    RELATIVE,
    UNITS,
    Tolerance,
    Unit,
    unit,
)
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.roles import owner_role, owner_titles
from beatwise.cell_text import Unreadable, amount_of
from beatwise.errors import BadInput


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
# What stands for a field that is left empty in the words of a new measure.
USUAL = {
    "level": LEVELS[0],
    "expectation": "monitor",
    "minimum_count": str(DEFAULT_MINIMUM_COUNT),
    "lag_days": "0",
    "disclosure": DISCLOSURE[0],
}
# The fields that take one of a few words, each word with its title.
CHOICES: dict[str, dict[str, str]] = {
    "level": {"headline": "Headline", "sub": "Beneath a headline measure"},
    "unit": {name: name.capitalize() for name in UNITS},
    "frequency": {name: name.capitalize() for name in FREQUENCIES},
    "owner": owner_titles(),
    "disclosure": {
        "none": "None: it is not about people",
        "small counts": "Small counts are hidden outside the office",
        "not public": "Never outside the office",
    },
}
SUGGESTIONS = {"expectation": (*DIRECTION_WORDS, "completed Y/N", "monitor", "at least 65")}
_NOTHING = ("", "none")
_BASELINE = re.compile(
    r"(?P<value>[^()]+?)\s*(?:\((?P<period>[^();]*)(?:;\s*(?P<cases>[^()]*?) cases)?\))?"
)


def words_of(measure: Measure, field: str) -> str:
    """Return a field of a measure as ``read_field`` would take it back; empty for nothing."""
    return field_words(getattr(measure, field))


def field_words(value: object) -> str:
    """Return the value of any field in words; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, Unit):
        return value.name
    if isinstance(value, Tolerance):
        return f"{value.amount:f} {_KINDS_OUT[value.kind]}"
    if isinstance(value, Expectation):
        return value.words
    if isinstance(value, Baseline):
        cases = "" if value.cases is None else f"; {value.cases:f} cases"
        return f"{value.value:f} ({value.period}{cases})"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_field(field: str, words: str) -> object:
    """Return a field's value from words; ``BadInput`` names the field and how it is written."""
    if field not in FIELDS:
        raise BadInput(
            f"a measure has no field '{field}'.",
            place=field,
            next_step=f"Its fields are: {', '.join(FIELDS)}.",
        )
    return _READ.get(field, _text)(words.strip(), field)


def measure_of_words(name: str, words: Mapping[str, str], valid_from: dt.date) -> Measure:
    """Return a new measure, the first version of its definition, from its fields in words.

    A field that is left empty gets what is ``USUAL``, a tolerance that of its unit. Raises
    ``BadInput``, naming the field where it is one field's fault.
    """
    values: dict[str, object] = {}
    for field in FIELDS:
        values[field] = read_field(field, words.get(field, "").strip() or USUAL.get(field, ""))
    measure = Measure(id=name, version=1, valid_from=valid_from, **values)  # type: ignore[arg-type]
    return parse(write(measure), place=name)


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


def _owner(words: str, field: str) -> str:
    """Return a role, given its name or its title in any case."""
    for name, title in owner_titles().items():
        if words.lower() in (name, title.lower()):
            return name
    return owner_role(words, place=field)


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
    cases = _number(match["cases"], field) if match["cases"] else None
    period = _period((match["period"] or "").strip())
    return Baseline(period, _number(match["value"], field), cases)


def _period(words: str) -> Period:
    """Read a period as it is written in files, or as it is read on pages."""
    if words in ("", UNSTATED.words):
        return UNSTATED
    return Period.parse(words)


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
    "owner": _owner,
    "baseline": _baseline,
    "disclosure": _one_of(DISCLOSURE),
}
