"""One item of a phone's outbox: read, and refused with a reason where it is not what it should be.

Plain values in, plain values out: what may be when is ``shift_rules``, what is stored
``sync_batch``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from beatwise.web.patrols.phone_words import phone_words


ITEM_INVALID, KIND_UNKNOWN, PAYLOAD_INVALID = "item_invalid", "kind_unknown", "payload_invalid"
MOST_SEQ = 2**53 - 1
LONGEST_SHIFT_NAME = 160
Payload = dict[str, object]
Test = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """An item as a phone sent it. ``mono`` is milliseconds of the app's run ``session``.

    ``digest`` is of everything but ``id``: the same item has the same digest each time.
    """

    id: uuid.UUID
    seq: int
    at: dt.datetime
    kind: str
    shift: str
    payload: Payload
    digest: str
    session: str = ""
    mono: float | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """An item that cannot be taken: its id where it has one, the reason, and words about it."""

    id: uuid.UUID | None
    reason: str
    message: str


def read_item(entry: object) -> Item | Unfit:
    """Return an item, or why it is none."""
    if not isinstance(entry, Mapping):
        return Unfit(None, ITEM_INVALID, "an item is an object")
    key = read_id(entry.get("id"))
    if key is None:
        return Unfit(None, ITEM_INVALID, "id is not a UUID")
    at, seq, shift = read_moment(entry.get("at")), entry.get("seq"), entry.get("shift")
    if at is None:
        return Unfit(key, ITEM_INVALID, "at is not a time with an offset")
    if not _whole(seq, 1, MOST_SEQ):
        return Unfit(key, ITEM_INVALID, "seq is not a whole number from 1")
    if not isinstance(shift, str) or not 0 < len(shift) <= LONGEST_SHIFT_NAME or "\x00" in shift:
        return Unfit(key, ITEM_INVALID, "shift is not the id of a shift")
    kind, payload = entry.get("kind"), entry.get("payload", {})
    if not isinstance(kind, str) or kind not in KINDS:
        return Unfit(key, KIND_UNKNOWN, "kind is not one of those that are known")
    wrong = payload_fault(kind, payload)
    if wrong:
        return Unfit(key, PAYLOAD_INVALID, wrong)
    session, mono = entry.get("session", ""), entry.get("mono")
    digest = _digest(seq, entry.get("at"), kind, shift, payload)
    return Item(
        key, seq, at, kind, shift, dict(payload), digest,
        session if isinstance(session, str) else "", float(mono) if _number(mono, 0) else None,
    )  # fmt: skip


def read_id(entry: object) -> uuid.UUID | None:
    """Return a UUID written with hyphens, in any case."""
    if isinstance(entry, str) and _UUID.fullmatch(entry):
        return uuid.UUID(entry)
    return None


def read_moment(entry: object) -> dt.datetime | None:
    """Return a time with an offset between the years 2000 and 2100, in UTC."""
    if not isinstance(entry, str) or len(entry) > 40:
        return None
    try:
        stated = dt.datetime.fromisoformat(entry)
        moment = stated.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return moment if stated.tzinfo is not None and 2000 <= moment.year < 2100 else None


def payload_fault(kind: str, payload: object) -> str:
    """Return what is wrong with a payload, or nothing."""
    if not isinstance(payload, Mapping):
        return "payload is not an object"
    needed, optional = KINDS[kind]
    for name in needed:
        if name not in payload:
            return f"{name} is missing"
    for name, entry in payload.items():
        test = needed.get(name) or optional.get(name)
        if test is None:
            return f"{str(name)[:40]} is not a field of {kind}"
        if not test(entry):
            return f"{name} is not what it should be"
    place = [name for name in ("lon", "lat") if name in payload]
    return "lon and lat go together" if len(place) == 1 else ""


def _digest(*parts: object) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _number(entry: object, least: float, most: float = math.inf) -> TypeGuard[float]:
    if isinstance(entry, bool) or not isinstance(entry, int | float):
        return False
    return math.isfinite(entry) and least <= entry <= most


def _whole(entry: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(entry, int) and not isinstance(entry, bool) and least <= entry <= most


def _between(least: float, most: float) -> Test:
    return lambda entry: _number(entry, least, most)


def _words(longest: int) -> Test:
    return lambda entry: (
        isinstance(entry, str) and 0 < len(entry) <= longest and entry.isprintable()
    )


def _code(table: str) -> Test:
    return lambda entry: isinstance(entry, str) and entry in getattr(phone_words(), table)


def _stops(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) <= 200 and all(map(_words(40), entry))


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_REFERENCE = re.compile(r"[A-Z0-9/-]{1,30}")
_MINUTES = _between(0, 1440)
_PLACE: dict[str, Test] = {
    "lon": _between(-180, 180), "lat": _between(-90, 90), "accuracy": _between(0, 100_000),
}  # fmt: skip
_SPOT: dict[str, Test] = {"spot": _words(80)}
_STOP: dict[str, Test] = {"stop": _words(40)}
# Each kind: the fields that it must have, and those that it may have.
KINDS: dict[str, tuple[dict[str, Test], dict[str, Test]]] = {
    "shift_start": (
        {},
        {
            "route": lambda entry: _whole(entry, 1, 99),
            "app": _words(40),
            "purposes": lambda entry: _whole(entry, 1, 10_000),
        },
    ),
    "shift_stop": ({}, {"foreground_minutes": _MINUTES}),
    "arrive": (_SPOT, {**_STOP, **_PLACE}),
    "leave": (_SPOT, {**_STOP, **_PLACE, "minutes": _MINUTES, "locked_minutes": _MINUTES}),
    "fix": (
        {"lon": _PLACE["lon"], "lat": _PLACE["lat"]},
        {
            "accuracy": _PLACE["accuracy"],
            "speed": _between(0, 200),
            "heading": _between(0, 360),
            "battery": _between(0, 1),
        },
    ),
    "outcome": ({"code": _code("outcomes")}, {**_SPOT, "count": lambda e: _whole(e, 1, 99)}),
    "called_away": ({"reason": _code("called_away")}, {}),
    "back": ({}, {}),
    "skip": ({**_STOP, "reason": _code("skip")}, {}),
    "reorder": ({"stops": _stops}, {}),
    "welfare_ok": ({}, {}),
    "reference": (
        {"value": lambda e: isinstance(e, str) and bool(_REFERENCE.fullmatch(e))},
        _SPOT,
    ),
}
