"""Write and verify the history. Called by actions, inside the transaction of the change itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.web.history import erasable
from beatwise.web.history.cache import end_moment
from beatwise.web.history.hash_chain import START, Entry, Link, canonical, faults
from beatwise.web.history.models import Change, ErasableContent
from beatwise.web.history.sealing import seal_chain
from beatwise.web.history.sealing.row_marks import noting


_ONE_AT_A_TIME = 7_341_902  # the advisory lock of the chain's end, on PostgreSQL
SYSTEM = "system"
NOTHING: dict[str, object] = {"before": {}, "after": {}}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history to be: what was done to what, why, and the fields before and after.

    What an ``erasable`` one holds stands beside the chain (see ``history.erasable``).
    """

    action: str
    thing: str
    why: str = ""
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    erasable: bool = False


@contextmanager
def turn() -> Iterator[None]:
    """Hold a transaction in which nobody else writes, and nothing is sealed."""
    with transaction.atomic():
        _take_turn()
        yield


@contextmanager
def changing() -> Iterator[None]:
    """Hold the one transaction of an action: the change and its history stand or fall together.

    Writers take turns, so that numbers are given without gaps and rules see what the last one did.
    The rows that were changed are sealed at the end.
    """
    with turn(), noting() as rows:
        yield
        if rows is not None:
            seal_chain.write(rows)


def write(
    action: str,
    thing: str,
    *,
    by: Person | None,
    why: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    role: str = "",
    erasable: bool = False,
) -> Change:
    """Append one change to the chain; see ``Line`` for the words and ``write_all`` for ``by``."""
    line = Line(action, thing, why, before or {}, after or {}, erasable)
    return write_all([line], by=by, role=role)[0]


def write_all(lines: Sequence[Line], *, by: Person | None, role: str = "") -> list[Change]:
    """Append changes to the chain, in order.

    Parameters
    ----------
    lines
        What was done.
    by
        The account that did it; ``None`` is the system itself.
    role
        As whom, where no account did it and it was not the system: who held a link.

    Raises
    ------
    RuntimeError
        Outside a transaction: a change and its history stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("history is written in the transaction of the change")
    end_moment()
    _take_turn()
    last = Change.objects.order_by("-number").values_list("number", "hash").first()
    number, previous = last or (0, START)
    now, rows, beside = timezone.now(), [], []
    for line in lines:
        number += 1
        details, why = _plain({"before": line.before, "after": line.after}), line.why
        if line.erasable:
            words = erasable.text(details, why)
            beside.append(ErasableContent(change=number, text=words))
            details, why = {**NOTHING, erasable.DIGEST: erasable.digest(words)}, ""
        row = Change(
            number=number,
            at=now,
            by=by,
            role=by.role if by else role or SYSTEM,
            action=line.action,
            thing=line.thing,
            why=why,
            previous=previous,
            details=canonical(details),
        )
        row.hash = previous = entry(row).hash(previous)
        rows.append(row)
    ErasableContent.objects.bulk_create(beside, batch_size=500)
    return Change.objects.bulk_create(rows, batch_size=500)


def differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Return only the fields that differ, as they were and as they are."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {k: before.get(k) for k in keys}, {k: after.get(k) for k in keys}


def entry(row: Change) -> Entry:
    """Return a row as the value that is hashed."""
    at = row.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    by = "" if row.by_id is None else str(row.by_id)
    return Entry(row.number, at, by, row.role, row.action, row.thing, row.why, row.details)


class Verification(NamedTuple):
    """What a reading of the whole chain gave: its length, its end, and what is wrong with it."""

    changes: int
    last_hash: str
    faults: list[str]


def verify() -> Verification:
    """Return how many changes there are, the last hash, and every fault in the chain."""
    count, last = 0, START

    def links() -> Iterator[Link]:
        nonlocal count, last
        for row in Change.objects.order_by("number").iterator(chunk_size=2000):
            count, last = count + 1, row.hash
            yield Link(entry(row), row.previous, row.hash)

    wrong = faults(links())
    return Verification(count, last, wrong)


def _take_turn() -> None:
    """Wait for the chain's end. SQLite's writer already holds it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _plain(value: Mapping[str, object]) -> dict[str, object]:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
