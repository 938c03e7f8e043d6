"""Recovery codes: shown once when they are made, kept as hashes, each opens once.

A code has 118 random bits, so a plain hash is enough; codes of earlier versions had 26 and were
hashed slowly when they were taken over (ASVS 6.5.2).
"""

from __future__ import annotations

from django.contrib.auth.hashers import check_password
from django.utils import timezone

from beatwise.web.accounts.enrolment.link_holder import note_factor
from beatwise.web.accounts.enrolment.password_links import digest, fresh_code, tidy
from beatwise.web.accounts.models import Account, RecoveryCode
from beatwise.web.history import audit


COUNT = 10
_EARLIER_LENGTH = 8


def make(account: Account) -> list[str]:
    """Make ten codes in the place of all older ones, and return them: they are not kept."""
    codes = [fresh_code() for _ in range(COUNT)]
    with audit.changing():
        account.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account=account, hash=digest(tidy(code))) for code in codes
        )
        note_factor(account, "added", "recovery codes")
    return codes


def left(account: Account) -> int:
    """Return how many codes of an account still open."""
    return account.recovery_codes.filter(used_at=None).count()


def use(account: Account, code: str) -> bool:
    """Whether this is an unused code of the account; it is used now."""
    words = tidy(code)
    rows = account.recovery_codes.filter(used_at=None)
    if len(words) == _EARLIER_LENGTH and words.isdigit():
        match = next((row for row in _slow(account) if check_password(words, row.hash)), None)
        key = match.pk if match else None
    else:
        key = rows.filter(hash=digest(words)).values_list("pk", flat=True).first()
    with audit.changing():
        return key is not None and rows.filter(pk=key).update(used_at=timezone.now()) == 1


def _slow(account: Account) -> list[RecoveryCode]:
    return list(account.recovery_codes.filter(used_at=None, hash__startswith="argon2"))
