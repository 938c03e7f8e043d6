"""The pack of a phone: its partner's shifts, and all that is needed to walk them offline."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from django.utils import timezone

from beatwise.delivery.visit_rule import VisitRule
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import HotSpot, Phone, PlanShift, Programme
from beatwise.web.patrols.phone_words import phone_words


FORMAT = "beatwise shift pack 1"
FIX_SECONDS, BATCH = 30, 200
_STAFFED = "staffed_now"


def shift_pack(phone: Phone, days: int, now: dt.datetime) -> dict[str, object]:
    """Return the pack of a phone: of today in London, and of so many days in all."""
    programme = phone.programme
    day = timezone.localdate(now)
    begins, ends = _midnight(day), _midnight(day + dt.timedelta(days=days))
    rows = programme.shifts.select_related("programme").filter(
        partner=phone.partner, dropped=False, begins__lt=ends, ends__gt=begins
    )
    shifts = list(rows)
    beats = {shift.beat for shift in shifts}
    spots = [spot for spot in selectors.spots(programme, day) if spot.beat in beats]
    return {
        "format": FORMAT,
        "day": day.isoformat(),
        "phone": str(phone),
        "partner": phone.partner,
        "programme": {"name": programme.name, "provider": programme.provider},
        "shifts": [_shift(shift) for shift in shifts],
        "spots": [_spot(spot) for spot in spots],
        "bases": _bases(shifts),
        "purposes": _purposes(),
        "words": _words(),
        "rules": _rules(programme),
        "welfare": _welfare(programme, now),
    }


def etag_of(pack: dict[str, object]) -> str:
    """Return the ETag of a pack: the same as long as the phone need not read it again."""
    text = json.dumps(pack, sort_keys=True, separators=(",", ":"))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def _shift(shift: PlanShift) -> dict[str, object]:
    return {
        "id": shift.name,
        "beat": shift.beat,
        "name": shift.title,
        "begins": _local(shift.begins),
        "ends": _local(shift.ends),
        "start_from": _local(shift.start_from),
        "hard_stop": _local(shift.hard_stop),
        "people": shift.people,
        "routes": shift.routes,
    }


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())


def _local(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat()


def _spot(spot: HotSpot) -> dict[str, object]:
    return {
        "id": spot.name, "name": spot.title, "beat": spot.beat, "why": spot.why,
        "lon": spot.lon, "lat": spot.lat, "outline": spot.outline,
    }  # fmt: skip


def _bases(shifts: Sequence[PlanShift]) -> list[dict[str, object]]:
    bases = {shift.beat: shift.base for shift in shifts if shift.base}
    return [{"beat": beat, **base} for beat, base in sorted(bases.items())]


def _purposes() -> dict[str, object]:
    words = phone_words()
    return {"version": words.version, "title": words.title, "sentences": list(words.sentences)}


def _words() -> dict[str, object]:
    words = phone_words()
    tables = {"outcomes": words.outcomes, "called_away": words.called_away, "skip": words.skip}
    return {
        name: [{"code": code, "words": text} for code, text in table.items()]
        for name, table in tables.items()
    }


def _rules(programme: Programme) -> dict[str, object]:
    rule = VisitRule()
    return {
        "fix_seconds": FIX_SECONDS, "batch": BATCH, "grace_minutes": programme.grace_minutes,
        "least_minutes": rule.least_min, "full_minutes": rule.full_min,
        "most_minutes": rule.most_min,
    }  # fmt: skip


def _welfare(programme: Programme, now: dt.datetime) -> dict[str, object]:
    notice = phone_words().welfare_notice
    if not programme.welfare_on:
        return {"on": False, "notice": notice}
    begins, ends = programme.welfare_from, programme.welfare_until
    hours = "round the clock" if begins == ends else f"every day {begins:%H:%M} to {ends:%H:%M}"
    return {
        "on": True,
        "every_minutes": programme.welfare_every,
        "grace_minutes": programme.welfare_grace,
        "contact": programme.welfare_contact,
        "telephone": programme.welfare_telephone,
        _STAFFED: programme.staffed_at(now),
        "hours": hours,
        "notice": notice,
    }
