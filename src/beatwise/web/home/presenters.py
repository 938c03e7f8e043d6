"""The list of tasks as the home page shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from beatwise.accountability.task_selection import Section, Task


FIRST = 10  # of a section; the others are folded under them


@lru_cache(maxsize=128)
def html(tasks: tuple[Section, ...], today: dt.date) -> SafeString:
    """Return the list as the page has it; the same list on the same day is written out once."""
    return render_to_string("home/sections.html", {"sections": sections(tasks, today)})


def sections(tasks: Iterable[Section], today: dt.date) -> list[dict[str, object]]:
    """Return each section with its first tasks, and those that are folded under them."""
    return [
        {
            "kind": section.kind,
            "title": section.title,
            "count": len(section.tasks),
            "first": [_line(task, today) for task in section.tasks[:FIRST]],
            "others": [_line(task, today) for task in section.tasks[FIRST:]],
        }
        for section in tasks
    ]


def _line(task: Task, today: dt.date) -> dict[str, object]:
    return {"task": task, "late": task.late(today)}
