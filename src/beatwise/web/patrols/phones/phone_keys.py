"""Keys of phones and trackers, and the codes that phones are enrolled with: hashes are kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.utils import timezone

from beatwise.web.patrols.models import Phone, Tracker


CODE_LASTS = dt.timedelta(minutes=15)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
_LONG, _GROUP = 12, 4


def fresh_key(prefix: str) -> str:
    """Return a new key of 256 random bits: ``bwp_…`` of a phone, ``bwt_…`` of a tracker."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def fresh_code() -> str:
    """Return a new code, as people read it: ``K7QF-2M9D-XW4T`` (58 random bits)."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LONG))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LONG, _GROUP))


def hash_of(words: str) -> str:
    """Return what is kept of a key: it is random, so that no salt is needed."""
    return hashlib.sha256(words.encode()).hexdigest()


def hash_of_code(words: str) -> str:
    """Return what is kept of a code, whatever case and hyphens it was typed with."""
    return hash_of("".join(c for c in words.upper() if c.isalnum()))


def phone_of(key: str) -> Phone | None:
    """Return the phone that has a key, revoked or not; ``None`` for a key that is unknown."""
    if not key.startswith("bwp_"):
        return None
    return Phone.objects.select_related("programme").filter(key_hash=hash_of(key)).first()


def tracker_of(key: str, kind: str) -> Tracker | None:
    """Return the tracker of a kind that has a key, revoked or not; ``None`` for an unknown key."""
    if not key.startswith("bwt_"):
        return None
    rows = Tracker.objects.select_related("phone__programme")
    return rows.filter(key_hash=hash_of(key), kind=kind).first()


def code_expiry() -> dt.datetime:
    """Return until when a code that is made now can be used."""
    return timezone.now() + CODE_LASTS
