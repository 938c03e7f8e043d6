"""The live picture: today, a week or a month, by partner, and what everybody may see."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.clock import Month
from beatwise.delivery.visit_rule import VisitRule
from beatwise.web.access.guard import needs, open_to_all
from beatwise.web.patrols import selectors
from beatwise.web.patrols.live import delivery_figures, partner_figures
from beatwise.web.patrols.live.coverage_map import coverage_picture
from beatwise.web.patrols.live.public_figures import DELAY, public_weeks
from beatwise.web.patrols.models import Notice, Programme
from beatwise.web.patrols.phone_words import phone_words


READ = "patrols.read"
FILES = (
    ("check-ins", "Check-ins and paper visits (CSV)"),
    ("tracker-positions", "Trackers’ positions (GeoJSON)"),
    ("shifts", "Shifts as walked (CSV)"),
    ("devices", "Phones and their partners (CSV)"),
    ("hours-return", "Hours returned on paper (CSV)"),
    ("abstractions", "Hours called away (CSV)"),
    ("positions", "All positions (GeoJSON)"),
    ("events", "Every event (CSV)"),
)


def rights(request: HttpRequest) -> dict[str, bool]:
    """Return what the person may do on these pages, by the end of the permission's name."""
    names = ("manage", "phones", "tracks", "alerts", "export", "paper")
    return {name: roles.may(request.user, f"patrols.{name}") for name in names}


@needs(READ)
@require_GET
def today(request: HttpRequest, key: int) -> HttpResponse:
    """Show who is out, by pseudonym, and how old what was last heard of them is."""
    programme, now = selectors.programme(key), timezone.now()
    lines = delivery_figures.today_lines(request.user, programme, now)
    notices = selectors.notices(request.user, programme)
    context = {
        "programme": programme,
        "lines": lines,
        "out": sum(p.patrol.stopped is None for line in lines for p in line.patrols),
        "now": now,
        "urgent": notices.filter(kind=Notice.WELFARE)[:50],
        "notices": notices.filter(kind=Notice.ALERT)[:50],
        "may": rights(request),
        "welfare_notice": phone_words().welfare_notice,
        "files": FILES,
        "tab": "today",
    }
    return render(request, "patrols/today.html", context)


@needs(READ)
@require_GET
def span(request: HttpRequest, key: str, span: str) -> HttpResponse:
    """Show a week or a month: planned and walked by hot spot, the map, and where too little was."""
    programme, now = selectors.programme(int(key)), timezone.now()
    day = _day(request.GET.get("day", ""), timezone.localdate(now))
    first, last = _week(day) if span == "week" else _month(day)
    rows = delivery_figures.span_figures(request.user, programme, first, last, now)
    context = {
        "programme": programme, "span": span, "tab": span, "rows": rows, "first": first,
        "last": last, "before": first - dt.timedelta(days=1), "after": last + dt.timedelta(days=1),
        "picture": coverage_picture(rows), "under_served": delivery_figures.under_served(rows),
        "rule": VisitRule(), "may": rights(request),
    }  # fmt: skip
    return render(request, "patrols/span.html", context)


@needs(READ)
@require_GET
def partners(request: HttpRequest, key: int) -> HttpResponse:
    """Show what each partner walked this month, for partners to read."""
    programme, now = selectors.programme(key), timezone.now()
    first, last = _month(_day(request.GET.get("day", ""), timezone.localdate(now)))
    rows = partner_figures.by_partner(request.user, programme, first, last, now)
    context = {
        "programme": programme, "tab": "partners", "rows": rows, "first": first, "last": last,
        "before": first - dt.timedelta(days=1), "after": last + dt.timedelta(days=1),
        "may": rights(request),
    }  # fmt: skip
    return render(request, "patrols/partners.html", context)


@open_to_all
@require_GET
def public(request: HttpRequest, key: int) -> HttpResponse:
    """Show everybody visits by hot spot and week, four weeks later, through the gate."""
    programme: Programme = selectors.programme(key)
    figures = public_weeks(programme, timezone.localdate())
    context = {"programme": programme, "figures": figures, "weeks": DELAY.days // 7}
    return render(request, "patrols/public.html", context)


def _day(words: str, usual: dt.date) -> dt.date:
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return usual
    return day if 2000 <= day.year < 2100 else usual


def _week(day: dt.date) -> tuple[dt.date, dt.date]:
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    return Month.of(day).first_day, Month.of(day).last_day
