"""One person's list of tasks, as it is now: for the home page, the letters and the feeds alike."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Section, select
from beatwise.web.pages.today import today
from beatwise.web.registry import registry


def task_list(person: Person, looked: dt.datetime | None) -> tuple[Section, ...]:
    """Return what waits for a person; ``looked`` is since when they are told what is published."""
    return select(registry.tasks(person, looked), today())
