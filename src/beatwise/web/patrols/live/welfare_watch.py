"""The welfare watch: the office notices when a phone on patrol goes quiet, and tells somebody.

It runs in the worker each minute, and only where a staffed contact and its hours are set. It
tells *no signal* (nothing was heard of the phone) from *missed* (the phone is heard of, and its
person has not answered). It is no BS 8484 service and does not replace the radio.
"""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from beatwise.web.patrols.models import Notice, PatrolShift
from beatwise.web.patrols.phone_words import phone_words


QUIET, MISSED = "quiet", "missed"
HEARD_WITHIN = dt.timedelta(minutes=10)
log = logging.getLogger("beatwise.patrols")


def stop_over(now: dt.datetime | None = None) -> int:
    """Stop the shifts whose hard stop is past; return how many."""
    at, count = now or timezone.now(), 0
    rows = PatrolShift.objects.filter(stopped=None, shift__ends__lt=at)
    for patrol in rows.select_related("shift__programme"):
        if patrol.shift.hard_stop > at:
            continue
        values = {"stopped": patrol.shift.hard_stop, "stopped_by": PatrolShift.HARD_STOP}
        open_still = PatrolShift.objects.filter(pk=patrol.pk, stopped=None)
        count += open_still.update(**values, welfare="", counted=None)
    return count


def watch(now: dt.datetime | None = None) -> int:
    """Look at every open shift; return how many people were told about."""
    at = now or timezone.now()
    count = 0
    rows = PatrolShift.objects.filter(stopped=None).select_related("shift__programme", "phone")
    for patrol in rows:
        state = _state(patrol, at)
        if state != patrol.welfare:
            PatrolShift.objects.filter(pk=patrol.pk, stopped=None).update(welfare=state)
            patrol.welfare = state
        if state:
            count += _escalate(patrol, state, at)
    _close_answered(at)
    _send_letters()
    return count


def _state(patrol: PatrolShift, now: dt.datetime) -> str:
    programme = patrol.shift.programme
    if not programme.staffed_at(now):
        return ""
    minutes = programme.welfare_every + programme.welfare_grace
    last = max(patrol.welfare_ok or patrol.started, _staffed_since(patrol, now))
    if now - last <= dt.timedelta(minutes=minutes):
        return ""
    return MISSED if now - patrol.last_contact <= HEARD_WITHIN else QUIET


def _staffed_since(patrol: PatrolShift, now: dt.datetime) -> dt.datetime:
    """Return when the contact's hours began today: nobody was waited for before."""
    programme = patrol.shift.programme
    begins = programme.welfare_from
    if begins == programme.welfare_until:  # round the clock
        return patrol.started
    since = timezone.localtime(now).replace(
        hour=begins.hour, minute=begins.minute, second=0, microsecond=0
    )
    return since if since <= now else since - dt.timedelta(days=1)


def _escalate(patrol: PatrolShift, state: str, now: dt.datetime) -> bool:
    """Put a notice up, once for each silence; return whether it is new."""
    begun = patrol.welfare_ok or patrol.started
    about = f"welfare/{patrol.pk}/{state}/{begun.astimezone(dt.UTC):%Y%m%dT%H%M%S}"
    _, is_new = Notice.objects.get_or_create(
        programme=patrol.shift.programme,
        about=about,
        defaults={
            "patrol": patrol, "kind": Notice.WELFARE, "words": _words(patrol, state, now),
            "beat": patrol.shift.beat, "at": now,
        },
    )  # fmt: skip
    return is_new


def _words(patrol: PatrolShift, state: str, now: dt.datetime) -> str:
    quiet = _minutes(now - (patrol.welfare_ok or patrol.started))
    heard = _minutes(now - patrol.last_contact)
    start = f"{patrol.phone} on beat {patrol.shift.beat} has not answered for {quiet} minutes."
    if state == MISSED:
        return f"{start} Missed: the phone was heard from {heard} minutes ago, its person was not."
    return f"{start} No signal: nothing was heard from the phone for {heard} minutes."


def _minutes(span: dt.timedelta) -> int:
    return int(span.total_seconds() // 60)


def _close_answered(now: dt.datetime) -> None:
    """Close the notices of people who have answered, and of shifts that were stopped."""
    rows = Notice.objects.filter(kind=Notice.WELFARE, closed_at=None).select_related("patrol")
    for notice in rows:
        patrol = notice.patrol
        if patrol.stopped_by == PatrolShift.PHONE or (
            patrol.welfare_ok is not None and patrol.welfare_ok > notice.at
        ):
            Notice.objects.filter(pk=notice.pk).update(closed_at=now)


def _send_letters() -> None:
    """Send the letters that are due; one that cannot be sent is tried again the next minute."""
    rows = Notice.objects.filter(kind=Notice.WELFARE, emailed=False)
    for notice in rows.filter(closed_at=None).select_related("programme"):
        programme = notice.programme
        if not programme.welfare_email:
            continue
        body = f"{notice.words}\n\nCall the person by radio. {phone_words().welfare_notice}\n"
        with transaction.atomic():
            if not Notice.objects.filter(pk=notice.pk, emailed=False).update(emailed=True):
                continue
            try:
                send_mail(
                    f"Welfare check: {notice.words[:60]}", body, None, [programme.welfare_email]
                )
            except (SMTPException, OSError) as error:
                transaction.set_rollback(True)
                log.error("a welfare email could not be sent: %s", error)
