"""The kinds of plain values that open standards know, and what is one: days, moments, addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal


# RFC 3339, 5.6: a moment has its day, its time to the second, and its zone.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
# RFC 3986: a scheme, and after it characters of ASCII of which some are written as %XX.
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # no week of a year, which ISO 8601 has too
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[012]))?", re.ASCII)
_VERSION = re.compile(r"\d+\.\d+", re.ASCII)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _number(value: object) -> bool:
    """Whether it is a number; NaN and the infinite, which ``json.loads`` reads, are none."""
    number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return number and Decimal(value).is_finite()  # type: ignore[arg-type]


def _zero_or_more(value: object) -> bool:
    return _number(value) and value >= 0  # type: ignore[operator]


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text_or_whole(value: object) -> bool:
    return _text(value) or _whole(value)


def _moment(value: object) -> bool:
    """Whether a text is a day and a time with its zone (RFC 3339)."""
    try:
        return (
            isinstance(value, str)
            and _MOMENT.fullmatch(value) is not None
            and dt.datetime.fromisoformat(value.upper()) is not None
        )
    except ValueError:
        return False


def _day(value: object) -> bool:
    return isinstance(value, str) and (_whole_day(value) or _moment(value))


def _part_of_a_day(value: object) -> bool:
    return isinstance(value, str) and (_day(value) or _MONTH.fullmatch(value) is not None)


def _whole_day(value: str) -> bool:
    try:
        return _DAY.fullmatch(value) is not None and dt.date.fromisoformat(value) is not None
    except ValueError:
        return False


def _uri(value: object) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def _currency(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Z]{3}", value) is not None


def _version(value: object) -> bool:
    return isinstance(value, str) and _VERSION.fullmatch(value) is not None


def _flag(value: object) -> bool:
    return isinstance(value, bool)


SIMPLE: dict[str, Callable[[object], bool]] = {
    "text": _text, "number": _number, "zero or more": _zero_or_more, "whole": _whole,
    "text or whole": _text_or_whole, "moment": _moment, "day": _day,
    "part of a day": _part_of_a_day, "uri": _uri, "currency": _currency, "version": _version,
    "flag": _flag, "choice": _text, "code": _text,
}  # fmt: skip
