"""Alerts: limits that a supervisor set, looked at by the worker each minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from beatwise.delivery.visit_rule import VisitRule
from beatwise.plurals import elapsed
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import Alert, Notice, PatrolShift, PlanShift, Stay


Sign = tuple[str, str, str]  # what it is about, its words, its beat


def look(now: dt.datetime | None = None) -> int:
    """Put up a notice for each limit that is passed, and close those that no longer are."""
    at, count = now or timezone.now(), 0
    for alert in Alert.objects.select_related("programme"):
        signs = {about: (words, beat) for about, words, beat in _SIGNS[alert.kind](alert, at)}
        rows = Notice.objects.filter(programme=alert.programme, kind=Notice.ALERT, closed_at=None)
        mine = rows.filter(about__startswith=f"{alert.kind}/")
        mine.exclude(about__in=signs).update(closed_at=at)
        for about, (words, beat) in signs.items():
            closed = Notice.objects.filter(programme=alert.programme, about=about)
            if closed.filter(closed_by__isnull=False).exists():
                continue  # somebody has seen it and closed it
            _, is_new = Notice.objects.get_or_create(
                programme=alert.programme, about=about, closed_at=None,
                defaults={"kind": Notice.ALERT, "words": words[:500], "beat": beat, "at": at},
            )  # fmt: skip
            count += is_new
    return count


def _not_started(alert: Alert, now: dt.datetime) -> Iterator[Sign]:
    late = now - dt.timedelta(minutes=alert.limit)
    rows = PlanShift.objects.filter(
        programme=alert.programme, dropped=False, begins__lte=late, ends__gt=now, patrols=None
    )
    for shift in rows:
        name = shift.called[:1].upper() + shift.called[1:]
        ago = elapsed(_minutes(now - shift.begins))
        words = f"{name} ({shift.hours}) began {ago} ago and no phone has started it."
        yield f"{alert.kind}/{shift.pk}", words, shift.beat


def _no_fix(alert: Alert, now: dt.datetime) -> Iterator[Sign]:
    rows = PatrolShift.objects.filter(stopped=None, shift__programme=alert.programme)
    for patrol in rows.select_related("phone", "shift"):
        age = now - (patrol.last_fix or patrol.started)
        if age > dt.timedelta(minutes=alert.limit):
            words = f"{patrol.phone} in {patrol.shift.beat} has sent no position for over "
            about = f"{alert.kind}/{patrol.pk}/{patrol.last_fix or patrol.started:%Y%m%d%H%M%S}"
            yield about, f"{words}{elapsed(alert.limit)}.", patrol.shift.beat


def _not_visited(alert: Alert, now: dt.datetime) -> Iterator[Sign]:
    since = now - dt.timedelta(days=alert.limit)
    rows = Stay.objects.filter(
        patrol__shift__programme=alert.programme, begins__gte=since,
        minutes__gte=VisitRule().least_min,
    )  # fmt: skip
    paper = alert.programme.paper.filter(day__gte=timezone.localdate(since)).exclude(spot="")
    visited = {*rows.values_list("spot", flat=True), *paper.values_list("spot", flat=True)}
    today = timezone.localdate(now)
    running = alert.programme.first + dt.timedelta(days=alert.limit) <= today
    if not running or today > alert.programme.last:
        return
    for spot in selectors.spots(alert.programme, today):
        if spot.name not in visited:
            words = f"{spot.title} has not been visited for {alert.limit} days or more."
            yield f"{alert.kind}/{spot.name}/{today:%Y%m%d}", words, spot.beat


def _minutes(span: dt.timedelta) -> int:
    return int(span.total_seconds() // 60)


_SIGNS = {
    Alert.NOT_STARTED: _not_started,
    Alert.NO_FIX: _no_fix,
    Alert.NOT_VISITED: _not_visited,
}
