"""What the history keeps as codes, as people read it: days, roles, states, yes and no."""

from __future__ import annotations

import datetime as dt
import re

from beatwise.accountability import roles
from beatwise.accountability.plan.change_control import in_words


_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
_OF_ROLES = frozenset({"owner", "chair", "members", "attended", "role", "asked by", "lead"})


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
    field, words = label(name).lower(), days(str(value))
    if field in _OF_ROLES:
        return ", ".join(_title(part.strip()) for part in words.split(","))
    return words[:1].upper() + words[1:] if field == "state" else words


def days(words: str) -> str:
    """Return words with each day (``2026-06-30``) as people write it."""
    return _DAY.sub(_day, words)


def _day(match: re.Match[str]) -> str:
    try:
        return in_words(dt.date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def _title(name: str) -> str:
    titles = roles.table()
    return titles[name].title if name in titles else name
