"""What the office does about patrols: each one change, with its history, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, save_change
from beatwise.web.pages import clean
from beatwise.web.patrols.models import (
    Alert,
    Notice,
    PatrolShift,
    Phone,
    PlanShift,
    Programme,
    TrackLook,
)


WELFARE = (
    "welfare_contact", "welfare_telephone", "welfare_email", "welfare_from", "welfare_until",
    "welfare_every", "welfare_grace",
)  # fmt: skip
RULES = ("early_minutes", "grace_minutes")


def set_rules(
    *, programme: Programme, version: int, values: Mapping[str, object], by: Person
) -> Programme:
    """Set the welfare contact, its hours and the minutes around a shift."""
    _check(by, "patrols.manage", "set a programme's rules")
    unknown = [name for name in values if name not in (*WELFARE, *RULES)]
    if unknown:
        raise BadInput(f"'{unknown[0]}' cannot be set here.", place=unknown[0])
    with audit.changing():
        row = Programme.objects.select_for_update().get(pk=programme.pk)
        check_version(row, version, name="the programme")
        before = _rules(row)
        for name, value in values.items():
            setattr(row, name, value)
        _check_welfare(row)
        save_change(row, "programme.rules", before, _rules(row), by=by)
    return row


def set_alert(*, programme: Programme, kind: str, limit: int, by: Person) -> Alert:
    """Set a limit; one that is there is changed."""
    _check(by, "patrols.alerts", "set alerts")
    if kind not in dict(Alert.KINDS) or not 1 <= limit <= 10_000:
        raise BadInput("this is not a limit.", place="limit", next_step="Give a number from 1.")
    with audit.changing():
        row = Alert.objects.filter(programme=programme, kind=kind).first()
        before = {} if row is None else {"limit": row.limit}
        row = row or Alert(programme=programme, kind=kind)
        row.limit = limit
        row.save()
        audit.write("alert.set", row.thing, by=by, before=before, after={kind: limit})
    return row


def remove_alert(*, programme: Programme, kind: str, by: Person) -> None:
    """Take a limit away, and close what it put up."""
    _check(by, "patrols.alerts", "set alerts")
    with audit.changing():
        row = Alert.objects.filter(programme=programme, kind=kind).first()
        if row is None:
            return
        audit.write("alert.remove", row.thing, by=by, before={kind: row.limit})
        row.delete()
        open_ones = programme.notices.filter(closed_at=None, about__startswith=f"{kind}/")
        open_ones.update(closed_at=timezone.now())


def close_notice(*, notice: Notice, by: Person) -> None:
    """Close a notice: somebody has looked into it."""
    _check(by, "patrols.alerts", "close notices")
    with audit.changing():
        rows = Notice.objects.filter(pk=notice.pk, closed_at=None)
        if rows.update(closed_at=timezone.now(), closed_by=by):
            audit.write("notice.close", notice.thing, by=by, before={"notice": notice.words})


def set_hold(*, patrol: PatrolShift, hold: bool, why: str, by: Person) -> None:
    """Keep a shift's positions past their 31 days, or no longer."""
    _check(by, "patrols.manage", "put positions on hold")
    reason = clean.line(why, "why", longest=500)
    with audit.changing():
        row = PatrolShift.objects.select_for_update().get(pk=patrol.pk)
        if row.hold != hold:
            PatrolShift.objects.filter(pk=row.pk).update(hold=hold, hold_why=reason if hold else "")
            step = "patrol.hold" if hold else "patrol.release"
            audit.write(step, row.thing, by=by, why=reason)


def look(*, patrol: PatrolShift, why: str, by: Person) -> TrackLook:
    """Note that somebody looks at a track, and why, before it is shown."""
    _check(by, "patrols.tracks", "look at tracks")
    reason = clean.line(why, "why", longest=300)
    with audit.changing():
        row = TrackLook.objects.create(patrol=patrol, by=by, why=reason)
        audit.write("track.look", patrol.thing, by=by, why=reason)
    return row


def start_shift(*, phone: Phone, shift: PlanShift, by: Person) -> PatrolShift:
    """Start a shift for a phone that only has a tracker."""
    _check(by, "patrols.phones", "start shifts")
    now = timezone.now()
    if not shift.start_from <= now <= shift.hard_stop:
        raise Conflict(
            "this shift cannot be started now.",
            place=shift.name,
            next_step=f"It can be from {_clock(shift.start_from)} to {_clock(shift.hard_stop)}.",
        )
    if phone.revoked_at is not None or phone.partner != shift.partner:
        raise Refused(
            "this phone does not walk this shift.", next_step="Choose a phone of its partner."
        )
    with audit.changing():
        row, is_new = PatrolShift.objects.get_or_create(
            phone=phone, shift=shift, defaults={"started": now, "welfare_ok": now}
        )
        if not is_new:
            PatrolShift.objects.filter(pk=row.pk).update(stopped=None, stopped_by="")
        audit.write("patrol.start", row.thing, by=by, after={"phone": str(phone)})
    return row


def stop_shift(*, patrol: PatrolShift, by: Person) -> None:
    """Stop a shift from the office."""
    _check(by, "patrols.phones", "stop shifts")
    now = timezone.now()
    with audit.changing():
        rows = PatrolShift.objects.filter(pk=patrol.pk, stopped=None)
        until = min(now, patrol.shift.hard_stop)
        if rows.update(stopped=until, stopped_by=PatrolShift.OFFICE, welfare="", counted=None):
            patrol.pings.filter(time__gt=until).delete()
            audit.write("patrol.stop", patrol.thing, by=by)


def note_export(*, name: str, programme: Programme, by: Person) -> None:
    """Note that positions or check-ins left the office as a file."""
    _check(by, "patrols.export", "export positions")
    with audit.changing():
        audit.write(f"patrols.export.{name}", programme.thing, by=by)


def _rules(row: Programme) -> dict[str, object]:
    return {name: getattr(row, name) for name in (*WELFARE, *RULES)}


def _check_welfare(row: Programme) -> None:
    """Refuse a half-set welfare check: it would look as if somebody was watching."""
    parts = {
        "welfare_contact": row.welfare_contact, "welfare_telephone": row.welfare_telephone,
        "welfare_email": row.welfare_email, "welfare_from": row.welfare_from,
        "welfare_until": row.welfare_until,
    }  # fmt: skip
    missing = [name for name, value in parts.items() if value in ("", None)]
    if missing and len(missing) < len(parts):
        raise BadInput(
            "the welfare check needs a contact, a telephone number, an address and its hours.",
            place=missing[0],
            next_step="Fill in all five, or none: then it is off.",
        )
    for name, least, most in (
        ("welfare_every", 5, 480), ("welfare_grace", 1, 120),
        ("early_minutes", 0, 240), ("grace_minutes", 0, 240),
    ):  # fmt: skip
        if not least <= getattr(row, name) <= most:
            raise BadInput(
                f"this must be between {least} and {most} minutes.", place=name,
                next_step="Give another number.",
            )  # fmt: skip


def _clock(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def _check(by: Person, permission: str, what: str) -> None:
    if not roles.may(by, permission):
        raise Refused(f"your role does not {what}.", next_step="Ask a patrol supervisor.")
