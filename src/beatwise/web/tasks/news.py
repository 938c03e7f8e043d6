"""Letters of what waits: a digest on the days each person chose, and news as soon as it waits.

The worker runs both again and again; a letter is made once however often they run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Section, pressing
from beatwise.accountability.timing.bank_holidays import is_working
from beatwise.web.history.cache import last_hash
from beatwise.web.letters.models import Letter
from beatwise.web.pages.today import today
from beatwise.web.tasks import last_look, message_text
from beatwise.web.tasks.models import Choice, KnownTask
from beatwise.web.tasks.task_list import task_list


DIGEST_FROM = dt.time(7, 0)  # at the office
BEGUN = "begun"  # the mark of having looked once


def write_digests() -> int:
    """Make today's digests, from seven in the morning of a working day; return how many."""
    now = timezone.localtime()
    if now.time() < DIGEST_FROM or not is_working(now.date()):
        return 0
    return sum(_digest(person, often, now.date()) for person, often in _readers())


class News:
    """Makes letters of what has come to wait; looks only when a record or the day changed."""

    def __init__(self) -> None:
        self._state: tuple[str, dt.date] | None = None

    def write(self) -> int:
        """Make a letter for each person who has something new; return how many."""
        state = (last_hash(), today())
        if state == self._state:
            return 0
        choices = Choice.objects.exclude(at_once=[]).select_related("account")
        count = sum(_news(row) for row in choices.filter(account__is_active=True))
        self._state = state
        return count


def _readers() -> Iterator[tuple[Person, str]]:
    """Yield those who want digests, and how often; who never chose has a daily one."""
    choices = dict(Choice.objects.values_list("account_id", "digest"))
    for person in get_user_model().objects.filter(is_active=True).order_by("pk"):
        often = choices.get(person.pk, Choice.DAILY)
        if often != Choice.NEVER:
            yield person, often


def _digest(person: Person, often: str, day: dt.date) -> bool:
    """Make the digest of a day, or of a week on its first day with a task; once."""
    year, week, _ = day.isocalendar()
    span = f"{year}-W{week:02}" if often == Choice.WEEKLY else str(day)
    mark = f"digest/{span}/{person.pk}"
    if Letter.objects.filter(mark=mark).exists():
        return False
    sections = pressing(task_list(person, last_look.since(person)), day)
    if not sections:
        return False
    _post(person, mark, sections, message_text.digest_body(sections))
    return True


def _news(choice: Choice) -> bool:
    """Make a letter of the tasks that a person did not have when it was looked last.

    The first look after they chose only notes what is there.
    """
    person = choice.account
    sections = [s for s in task_list(person, last_look.since(person)) if s.kind in choice.at_once]
    marks = {message_text.mark(task, person.pk): task for s in sections for task in s.tasks}
    known_rows = KnownTask.objects.filter(account_id=person.pk)
    known = set(known_rows.values_list("mark", flat=True))
    fresh = marks.keys() - known
    with transaction.atomic():
        known_rows.filter(mark__in=known - marks.keys() - {BEGUN}).delete()
        added = fresh if BEGUN in known else {*fresh, BEGUN}
        rows = [KnownTask(account_id=person.pk, mark=mark) for mark in added]
        KnownTask.objects.bulk_create(rows, ignore_conflicts=True)
        if BEGUN not in known or not fresh:
            return False
        news = _only(sections, fresh, person.pk)
        mark = f"news/{timezone.now():%Y%m%dT%H%M%S.%f}/{person.pk}"
        _post(person, mark, news, message_text.news_body(news))
    return True


def _only(sections: list[Section], fresh: set[str], account: int) -> tuple[Section, ...]:
    parts = (
        replace(s, tasks=tuple(t for t in s.tasks if message_text.mark(t, account) in fresh))
        for s in sections
    )
    return tuple(section for section in parts if section.tasks)


def _post(person: Person, mark: str, sections: tuple[Section, ...], body: str) -> None:
    Letter.objects.get_or_create(
        mark=mark,
        defaults={
            "account_id": person.pk,
            "subject": message_text.subject(sections),
            "body": body,
        },
    )
