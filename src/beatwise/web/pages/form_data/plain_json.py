"""JSON that somebody handed in, read so that records and pages can hold all of it."""

from __future__ import annotations

import json
import math


def plain_json(content: bytes) -> object:
    """Return what the text of a file says.

    Raises ``ValueError`` for what is no JSON and for what no record can hold: a number without an
    end or too large, a zero character, half of a character. Raises ``RecursionError`` for lists
    within lists without end.
    """
    document = json.loads(content, parse_constant=_no_number)
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            _check_text(value)
        elif isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, int | float):
            _check_number(value)
    return document


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _check_text(value: str) -> None:
    value.encode()  # half a character raises a ``ValueError``
    if "\x00" in value:
        raise ValueError("a text holds a zero character")


def _check_number(value: float) -> None:
    try:
        is_finite = math.isfinite(value)
    except OverflowError:
        is_finite = False
    if not is_finite:
        raise ValueError("a number is too large")
