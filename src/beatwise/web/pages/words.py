"""What the history keeps as codes, as people read it: days, roles, states, yes and no."""

from __future__ import annotations

import datetime as dt
import re

from beatwise.accountability import roles
from beatwise.accountability.plan.change_control import in_words


_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?"
)
_TIME = re.compile(r"(\d{2}:\d{2}):\d{2}")
_FINGERPRINT, _SHORT = re.compile(r"[0-9a-f]{64}"), 12
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
_OF_ROLES = frozenset(
    {
        "owner",
        "chair",
        "members",
        "attended",
        "role",
        "asked by",
        "lead",
        "decides",
        "readers",
        "presenter",
        "author",
        "contact",
        "asked of",
    }
)


def label(name: str) -> str:
    """Return a field's name as words."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def field_value(value: object, name: str = "") -> str:
    """Return a field's value as words; ``name`` is the field's."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{label(str(key))}: {field_value(v)}" for key, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(field_value(each, name) for each in value)
    field, words = label(name).lower(), _plain(str(value))
    if field in _OF_ROLES:
        return ", ".join(_title(part.strip()) for part in words.split(","))
    return words[:1].upper() + words[1:] if field == "state" else words


def days(words: str) -> str:
    """Return words with each day (``2026-06-30``) as people write it."""
    return _DAY.sub(_day, words)


def _plain(words: str) -> str:
    """Return a value that is a moment, a time, a fingerprint or a code as people read it."""
    if moment := _MOMENT.fullmatch(words):
        return f"{days(moment[1])}, {moment[2]}"
    if time := _TIME.fullmatch(words):
        return time[1]
    if _FINGERPRINT.fullmatch(words):
        return f"{words[:_SHORT]}…"
    if _CODE.fullmatch(words):
        return words.replace("_", " ")
    return days(words)


def _day(match: re.Match[str]) -> str:
    try:
        return in_words(dt.date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def _title(name: str) -> str:
    titles = roles.table()
    return titles[name].title if name in titles else name
