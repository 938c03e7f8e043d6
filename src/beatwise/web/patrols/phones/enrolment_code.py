"""A code is spent for a key: once, and only as long as it lasts."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone

from beatwise.web.history import audit
from beatwise.web.patrols.models import Phone
from beatwise.web.patrols.phones import phone_keys


class Enrolment(NamedTuple):
    """A phone and its key, which only the phone keeps; or the reason why there is none."""

    phone: Phone | None
    key: str
    reason: str = ""


def spend(code: str) -> Enrolment:
    """Return a key for a code; ``code_spent`` or ``code_over`` says why there is none."""
    with audit.changing():
        rows = Phone.objects.select_for_update(of=("self",)).select_related("programme")
        phone = rows.filter(code_hash=phone_keys.hash_of_code(code)).first()
        if phone is None or phone.code_until is None or phone.code_until <= timezone.now():
            return Enrolment(None, "", "code_over")
        if phone.code_spent or phone.revoked_at is not None:
            return Enrolment(None, "", "code_spent")
        key = phone_keys.fresh_key("bwp")
        phone.key_hash, phone.code_spent = phone_keys.hash_of(key), True
        phone.enrolled_at = phone.last_contact = timezone.now()
        phone.save()
        audit.write("phone.enrol", phone.thing, by=None, role="holder of a phone's code")
    return Enrolment(phone, key)
