"""What letters offer: the worker sends them, and an administrator sees those not sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.plurals import counted
from beatwise.web.letters.actions import LISTED
from beatwise.web.letters.models import Letter
from beatwise.web.letters.sender import Sender, forget_old
from beatwise.web.registry import Chore, registry


MANAGE = "letters.manage"
EVERY, HOUR = 10.0, 3600.0


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.waiting(_tasks)
    offers.thing("letter", _address)
    offers.chore("letters", Chore(EVERY, Sender().run))
    offers.chore("letters sent long ago", Chore(HOUR, forget_old))


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    if not roles.may(person, MANAGE):
        return
    count = Letter.objects.filter(state__in=LISTED).count()
    if count:
        words = f"{counted(count, 'email')} could not be sent"
        yield Task("look", "letters", words, reverse("letters"), "emails that were not sent")


def _address(person: Person, key: str) -> str | None:
    return reverse("letters") if roles.may(person, MANAGE) else None
