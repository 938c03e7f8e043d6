"""What may be done to phones and trackers: each one change, with its history."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.pages import clean
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import Phone, Programme, Tracker
from beatwise.web.patrols.phones import phone_keys


class PhoneCode(NamedTuple):
    """A phone and its new code, which is never shown again."""

    phone: Phone
    code: str


class TrackerKey(NamedTuple):
    """A tracker and its key, which is never shown again."""

    tracker: Tracker
    key: str


def add_phone(*, programme: Programme, partner: str, by: Person) -> PhoneCode:
    """Add a phone of a partner, with a code to enrol it."""
    _check(by)
    name = clean.line(partner, "partner", longest=120)
    selectors.check_partner(by, programme, name)
    code = phone_keys.fresh_code()
    with audit.changing():
        phone = Phone.objects.create(
            programme=programme,
            number=next_number(programme.phones.all()),
            partner=name,
            code_hash=phone_keys.hash_of_code(code),
            code_until=phone_keys.code_expiry(),
        )
        audit.write("phone.add", phone.thing, by=by, after={"phone": str(phone), "partner": name})
    return PhoneCode(phone, code)


def renew_code(*, phone: Phone, by: Person) -> PhoneCode:
    """Make another code for a phone that is not enrolled yet."""
    _check(by)
    code = phone_keys.fresh_code()
    with audit.changing():
        phone = Phone.objects.select_for_update().get(pk=phone.pk)
        if phone.key_hash is not None or phone.revoked_at is not None:
            raise Conflict(
                "this phone has a key, or was revoked.",
                place=str(phone),
                next_step="Revoke the phone and add it as a new one.",
            )
        phone.code_hash, phone.code_spent = phone_keys.hash_of_code(code), False
        phone.code_until = phone_keys.code_expiry()
        phone.save()
        audit.write("phone.code", phone.thing, by=by)
    return PhoneCode(phone, code)


def revoke(*, phone: Phone, by: Person, why: str) -> Phone:
    """Take a phone's key away, and those of its trackers: it is lost, or not used any more."""
    _check(by)
    reason = clean.line(why, "why", longest=500)
    with audit.changing():
        phone = Phone.objects.select_for_update().get(pk=phone.pk)
        if phone.revoked_at is None:
            now = timezone.now()
            phone.revoked_at, phone.revoked_by, phone.code_spent = now, by, True
            phone.save()
            phone.trackers.filter(revoked_at=None).update(revoked_at=now)
            audit.write("phone.revoke", phone.thing, by=by, why=reason)
    return phone


def add_tracker(*, phone: Phone, kind: str, by: Person) -> TrackerKey:
    """Give a tracker on an enrolled phone a key of its own."""
    _check(by)
    if phone.revoked_at is not None:
        raise Conflict("this phone was revoked.", place=str(phone), next_step="Add a new phone.")
    key = phone_keys.fresh_key("bwt")
    with audit.changing():
        tracker = Tracker.objects.create(phone=phone, kind=kind, key_hash=phone_keys.hash_of(key))
        audit.write("tracker.add", tracker.thing, by=by, after={"tracker": str(tracker)})
    return TrackerKey(tracker, key)


def revoke_tracker(*, tracker: Tracker, by: Person) -> None:
    """Take a tracker's key away."""
    _check(by)
    with audit.changing():
        if Tracker.objects.filter(pk=tracker.pk, revoked_at=None).update(revoked_at=timezone.now()):
            audit.write("tracker.revoke", tracker.thing, by=by)


def _check(by: Person) -> None:
    if not roles.may(by, "patrols.phones"):
        raise Refused(
            "your role does not enrol or revoke phones.", next_step="Ask a patrol supervisor."
        )
