"""What waits for a person, as a list: one selection for the home page, the letters and the feeds.

The apps say what a person may do now (a ``Task`` each); ``select`` makes the list of it. No
database here, and no addresses are looked up: the same tasks on the same day give the same list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace


OVERDUE, DUE, READ = "overdue", "due", "read"
SOON = dt.timedelta(days=14)
# Each kind with its heading, in the order of the page. Those before ``overdue`` are something to
# do; ``overdue`` and ``due`` are deadlines of things that ask for no step by name.
KINDS: dict[str, str] = {
    "decide": "To decide",
    "approve": "To approve",
    "comment": "To comment on",
    "agree": "To agree",
    "publish": "To publish",
    "prepare": "To prepare",
    "look": "To look at",
    OVERDUE: "Overdue",
    DUE: "Due",
    READ: "Published since you last looked",
}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for a person.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    thing
        How the history names it (``decisions/7``): a thing is on the list once.
    words, address
        Its line on the home page, and where it is done.
    about
        What it is, without its content (``a decision``): all that a letter or a feed says of it.
    due
        Its deadline, where there is one.
    note
        What stands in its way, in words.
    since
        When it came to wait, where that is known.
    public
        Whether ``words`` are published, so that a letter or a feed may hold them.
    """

    kind: str
    thing: str
    words: str
    address: str
    about: str
    due: dt.date | None = None
    note: str = ""
    since: dt.datetime | None = None
    public: bool = False

    def late(self, today: dt.date) -> bool:
        """Whether its deadline has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Section:
    """The tasks of one kind, the most pressing first; of what was published, the newest."""

    kind: str
    tasks: tuple[Task, ...]

    @property
    def title(self) -> str:
        """The heading above them."""
        return KINDS[self.kind]


def select(tasks: Iterable[Task], today: dt.date) -> tuple[Section, ...]:
    """Return the list of tasks: sections in the order of :data:`KINDS`, each thing once.

    A thing that is something to do is not a mere deadline as well: it keeps its kind, and takes
    the earliest deadline of the two. A deadline that has passed is overdue.
    """
    by_thing: dict[str, Task] = {}
    for task in tasks:
        here = _with_kind(task, today)
        there = by_thing.get(task.thing)
        by_thing[task.thing] = here if there is None else _joined(there, here)
    return tuple(
        Section(kind, tuple(sorted(own, key=_newest if kind == READ else _pressing)))
        for kind in KINDS
        if (own := [task for task in by_thing.values() if task.kind == kind])
    )


def pressing(sections: Iterable[Section], today: dt.date) -> tuple[Section, ...]:
    """Return a list without deadlines that are more than two weeks off: what a letter is for."""
    near = (
        replace(s, tasks=tuple(t for t in s.tasks if t.due is None or t.due <= today + SOON))
        if s.kind == DUE
        else s
        for s in sections
    )
    return tuple(section for section in near if section.tasks)


def counts(sections: Iterable[Section]) -> str:
    """Return how many tasks there are of each kind, in words: ``2 to decide, 1 overdue``."""
    return ", ".join(f"{len(s.tasks)} {s.title[:1].lower()}{s.title[1:]}" for s in sections)


def _with_kind(task: Task, today: dt.date) -> Task:
    """Return a deadline as what it is on this day: overdue or due."""
    if task.kind not in (OVERDUE, DUE):
        return task
    return replace(task, kind=OVERDUE if task.late(today) else DUE)


def _joined(one: Task, other: Task) -> Task:
    """Return the task of a thing that was named twice: the kind that comes first on the page."""
    first = min(one, other, key=lambda task: _ORDER[task.kind])
    dates = [task.due for task in (one, other) if task.due is not None]
    return replace(first, due=min(dates, default=None))


def _pressing(task: Task) -> tuple[dt.date, str, str]:
    return (task.due or dt.date.max, task.words, task.thing)


def _newest(task: Task) -> tuple[float, str, str]:
    ago = -task.since.timestamp() if task.since else float("inf")
    return (ago, task.words, task.thing)
