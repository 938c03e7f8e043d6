"""What stands beside an item of an agenda: owner, presenter, time and files; and what to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.questions import Question, key_of
from beatwise.plurals import counted


EARLY = dt.timedelta(days=14)  # before the day the papers are due
# Who owns an item that the record writes, until somebody says otherwise.
OWNERS = {
    "decisions": "governance",
    "progress": "performance",
    "exceptions": "performance",
    "overdue": "performance",
    "changes": "governance",
    "horizon": "performance",
    "scorecard": "performance",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an item: its name, the SHA-256 of its bytes, and its size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """Who owns and presents an item (roles), its time, and its files.

    ``minutes`` is empty where nobody set a time; ``begins`` (``10:05``) is empty where that of an
    item before it is not set either.
    """

    owner: str = ""
    presenter: str = ""
    minutes: int | None = None
    begins: str = ""
    attachments: tuple[Attachment, ...] = ()


NONE = ItemDetails()


def timed(begins: dt.time, details: Iterable[ItemDetails]) -> tuple[ItemDetails, ...]:
    """Return the details with the time at which each item begins, as far as that is known."""
    clock: dt.datetime | None = dt.datetime.combine(dt.date.min, begins)
    rows = []
    for each in details:
        rows.append(replace(each, begins=f"{clock:%H:%M}" if clock else ""))
        known = clock is not None and each.minutes is not None
        clock = clock + dt.timedelta(minutes=each.minutes or 0) if known and clock else None
    return tuple(rows)


def questions(
    today: dt.date,
    meeting: dt.date,
    papers_due: dt.date,
    length: int,
    minutes: Sequence[int | None],
) -> list[Question]:
    """Return what is asked before papers are frozen.

    Parameters
    ----------
    today, meeting, papers_due
        Today, the day of the meeting, and the day its papers are due.
    length
        How many minutes the meeting lasts.
    minutes
        The time of each item, empty where none is set.
    """
    doubts = []
    if today < papers_due - EARLY:
        doubts.append(
            Question(
                key_of("early", meeting, papers_due),
                "papers",
                f"The meeting is on {in_words(meeting)}, {counted((meeting - today).days, 'day')} "
                f"from now, and its papers are due on {in_words(papers_due)}. What changes until "
                "then will not be in the pack.",
            )
        )
    total = sum(each or 0 for each in minutes)
    if total > length:
        doubts.append(
            Question(
                key_of("time", total, length),
                "papers",
                f"The items take {total} minutes, and the meeting lasts {length}.",
            )
        )
    return doubts


def as_json(details: ItemDetails) -> dict[str, object]:
    """Return details as plain JSON."""
    return {
        "owner": details.owner,
        "presenter": details.presenter,
        "minutes": details.minutes,
        "begins": details.begins,
        "attachments": [[a.name, a.sha256, a.size] for a in details.attachments],
    }


def from_json(values: Mapping[str, Any]) -> ItemDetails:
    """Return the details that ``as_json`` gave; raise ``KeyError`` or ``TypeError`` for others."""
    return ItemDetails(
        values["owner"],
        values["presenter"],
        values["minutes"],
        values["begins"],
        tuple(Attachment(*each) for each in values["attachments"]),
    )
