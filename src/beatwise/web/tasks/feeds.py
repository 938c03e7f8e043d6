"""A person's tasks as an Atom feed and as a calendar of their deadlines."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.clock import day_words
from beatwise.publication.plans.icalendar import Entry, calendar
from beatwise.web.pages.today import today
from beatwise.web.tasks import last_look, message_text
from beatwise.web.tasks.task_list import task_list


NAME = "What waits for you"


def atom(person: Person, base: str) -> str:
    """Return a person's tasks as an Atom feed whose links begin with ``base``."""
    feed = Atom1Feed(title=f"{settings.BODY}: {NAME}", link=f"{base}/", description="")
    for task in _tasks(person):
        feed.add_item(
            title=message_text.title(task),
            link=f"{base}{message_text.path(task)}",
            description=f"Due {day_words(task.due)}" if task.due else "",
            unique_id=f"urn:beatwise:{message_text.mark(task, person.pk)}",
            updateddate=_updated(task),
        )
    return feed.writeString("utf-8")


def icalendar(person: Person, base: str) -> str:
    """Return the deadlines of a person's tasks as iCalendar, each an entry of its day."""
    entries = [
        Entry(
            uid=f"{message_text.mark(task, person.pk)}@beatwise",
            begins=_midnight(task.due),
            ends=_midnight(task.due),
            title=message_text.title(task),
            words=f"{base}{message_text.path(task)}",
            all_day=True,
        )
        for task in _tasks(person)
        if task.due is not None
    ]
    return calendar(f"{settings.BODY}: {NAME}", entries, today())


def _tasks(person: Person) -> list[Task]:
    return [t for section in task_list(person, last_look.since(person)) for t in section.tasks]


def _updated(task: Task) -> dt.datetime:
    """Return when a task came about: when it is known, else the day of its deadline or today."""
    return task.since or _midnight(min(task.due or today(), today()))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
