"""What patrols offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.patrols import integrity, selectors
from beatwise.web.patrols.models import PlanShift
from beatwise.web.registry import Chore, Place, registry


READ = "patrols.read"
MOST_TASKS = 100


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Patrols", "patrols", READ, 35))
    offers.waiting(_tasks)
    offers.areas(lambda: PlanShift.objects.order_by().values_list("partner", flat=True).distinct())
    offers.check("patrols", integrity.check)
    offers.thing("programme", lambda person, key: _address(person, "patrol_today", key))
    offers.thing("phone", lambda person, key: _address(person, "patrol_phone", key))
    offers.thing("patrol", lambda person, key: _address(person, "patrol_shift", key))
    offers.chore("patrols", Chore(60.0, _each_minute))
    offers.chore("positions", Chore(3600.0, _each_hour))


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the open notices that a person may see."""
    if not roles.may(person, READ):
        return
    for notice in selectors.open_notices(person)[:MOST_TASKS]:
        address = reverse("patrol_today", args=[notice.programme_id])
        thing = f"notice/{notice.pk}"
        yield Task("look", thing, notice.words, address, "a notice of a patrol", since=notice.at)


def _address(person: Person, name: str, key: str) -> str | None:
    return reverse(name, args=[int(key)]) if key.isdigit() and roles.may(person, READ) else None


def _each_minute() -> None:
    """Stop what is over, work out stays, look after people, look at the limits."""
    from beatwise.web.patrols.live import alert_watch, stay_keeping, welfare_watch

    welfare_watch.stop_over()
    welfare_watch.watch()
    stay_keeping.keep_stays()
    alert_watch.look()


def _each_hour() -> None:
    """Forget positions that are older than 31 days, once their stays are kept."""
    from beatwise.web.patrols import retention
    from beatwise.web.patrols.live import stay_keeping, welfare_watch

    welfare_watch.stop_over()
    stay_keeping.keep_stays()
    retention.forget_positions()
