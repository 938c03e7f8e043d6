"""What a letter and a feed say of tasks: how many of which kind, and where; never what they hold.

A letter passes through other people's computers, and a calendar shows on locked telephones. So
they name the kind of a thing (``a decision``) and its deadline. Only what is published is named.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

from beatwise.accountability.task_selection import KINDS, Section, Task, counts


def subject(sections: Iterable[Section]) -> str:
    """Return the subject of a letter: how many tasks there are of each kind."""
    return _one_line(f"{settings.BODY}: {counts(sections)}")[:200]


def digest_body(sections: Iterable[Section]) -> str:
    """Return the text of a digest: a line a kind, then where to go."""
    lines = [f"* {section.title}: {len(section.tasks)}" for section in sections]
    return "\n".join(["This waits for you at the office:", "", *lines, "", *_where()])


def news_body(sections: Iterable[Section]) -> str:
    """Return the text of a letter that is sent as soon as something waits."""
    lines = [f"* {section.title}: {len(section.tasks)}" for section in sections]
    return "\n".join(["This has come to wait for you at the office:", "", *lines, "", *_where()])


def title(task: Task) -> str:
    """Return a task's line in a feed: its kind and what it is; its words where published."""
    words = task.words if task.public else task.about
    return _one_line(f"{KINDS[task.kind]}: {words}")


def path(task: Task) -> str:
    """Return where a feed leads: to the thing when it is published, else to the list of tasks."""
    return task.address if task.public else f"/#{task.kind}"


def mark(task: Task, account: int) -> str:
    """Return a lasting identifier of an account's task, which tells nobody else what it is."""
    words = f"{account}/{task.thing}/{task.kind}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def _where() -> list[str]:
    own = "Choose which emails you get under Account, Emails about what waits for you."
    if not settings.ADDRESS:
        return ["Sign in to the office to see what it is.", own]
    return [f"See what it is: {settings.ADDRESS}/", own]


def _one_line(words: str) -> str:
    return " ".join(words.split())
