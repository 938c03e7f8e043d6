"""Rows that carry a version: checked before they are changed, and kept under the next one.

Called by actions, inside the transaction of the change itself (``audit.changing``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet

from beatwise.accountability.roles import Person
from beatwise.errors import Conflict
from beatwise.web.history import audit


AGAIN = "Go back, reload the page, and make your change again."


class VersionedRow(Protocol):
    """A row with a version that grows by one at every change."""

    version: int

    @property
    def thing(self) -> str:
        """How the history names it."""

    def save(self) -> None:
        """Save it."""


Versioned = TypeVar("Versioned", bound=VersionedRow)


def check_version(
    row: VersionedRow, version: int, *, name: str = "", place: str = "", next_step: str = AGAIN
) -> None:
    """Raise ``Conflict`` when a row is not the version that somebody saw.

    ``name`` is what a message calls it (the row's own words, unless given), ``place`` where it is.
    """
    if row.version != version:
        raise Conflict(
            f"{name or row} was changed by someone else while you were working on it.",
            place=place or row.thing,
            next_step=next_step,
        )


def save_change(
    row: VersionedRow,
    action: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    *,
    by: Person,
    why: str = "",
    beside: Mapping[str, object] | None = None,
) -> bool:
    """Save a row under its next version and write what differs; nothing where nothing does.

    ``beside`` says on both sides which part of the row's thing was changed.
    """
    was, now = audit.differences(before, after)
    if not now:
        return False
    row.version += 1
    row.save()
    also = beside or {}
    audit.write(action, row.thing, by=by, why=why, before={**also, **was}, after={**also, **now})
    return True


@contextmanager
def change_of(
    row: Versioned,
    version: int,
    action: str,
    facts: Callable[[Versioned], Mapping[str, object]],
    *,
    by: Person,
    why: str = "",
    beside: Mapping[str, object] | None = None,
) -> Iterator[None]:
    """Hold a change of a row: the version that somebody saw before it, and what differs after it.

    ``facts`` returns what the history keeps of the row. Where the change is refused nothing is
    saved.

    Raises
    ------
    Conflict
        When the row is not the version that somebody saw.
    """
    check_version(row, version, place=str(row))
    before = facts(row)
    yield
    save_change(row, action, before, facts(row), by=by, why=why, beside=beside)


def next_number(rows: QuerySet[Any]) -> int:
    """Return the next number among rows that have one, those that were removed counted in."""
    return (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1
