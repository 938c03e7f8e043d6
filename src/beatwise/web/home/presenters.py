"""The list of tasks as the home page shows it."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.accountability.task_selection import Section, Task
from beatwise.web.pages.today import today


FIRST = 10  # of a section; the others are folded under them


def sections(tasks: Iterable[Section]) -> list[dict[str, object]]:
    """Return each section with its first tasks, and those that are folded under them."""
    return [
        {
            "kind": section.kind,
            "title": section.title,
            "count": len(section.tasks),
            "first": [_line(task) for task in section.tasks[:FIRST]],
            "others": [_line(task) for task in section.tasks[FIRST:]],
        }
        for section in tasks
    ]


def _line(task: Task) -> dict[str, object]:
    return {"task": task, "late": task.late(today())}
