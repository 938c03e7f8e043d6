"""Links by which a password is chosen: made by one, confirmed by another, used once, recorded.

For a role that decides or releases the way in has two halves: the link, which the first officer
has, and a code, which the second officer gets by confirming. Neither can use it alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.errors import Refused
from beatwise.web.accounts.enrolment import notices
from beatwise.web.accounts.enrolment.link_holder import HOLDER, attribution, record
from beatwise.web.accounts.enrolment.proposals import needs_two, thing
from beatwise.web.accounts.models import Account, Enrolment
from beatwise.web.accounts.passwords import set_password
from beatwise.web.history import audit


LASTS = dt.timedelta(days=3)
MOST_WRONG = 5
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def make(*, account: Account, by: Account | None) -> tuple[Enrolment, str]:
    """Make a link for an account and return it with its words, shown once; older ones end."""
    words = secrets.token_urlsafe(32)
    with audit.changing():
        end_open(account)
        link = Enrolment.objects.create(
            account=account,
            by=by,
            needs_second=by is not None and needs_two(account),
            first=not account.has_usable_password(),
            hash=digest(words),
            expires=timezone.now() + LASTS,
        )
        after = {"link": link.pk, "for": account.email, "expires": link.expires}
        audit.write("account.link", thing(account), by=by, after=after)
        notices.notify(
            account,
            f"{link.maker} made a link for choosing the password of your account. If you did not "
            "ask for it, tell another officer who manages accounts.",
        )
    return link, words


def confirm(link: Enrolment, *, by: Account) -> str:
    """Note the second officer of a link; return the code that the holder must give as well."""
    code = fresh_code()
    link.second_by, link.code_hash = by, digest(tidy(code))
    link.save(update_fields=["second_by", "code_hash"])
    return code


def find(words: str) -> Enrolment | None:
    """Return the link of these words when it still opens."""
    rows = Enrolment.objects.select_related("account", "by", "second_by")
    link = rows.filter(hash=digest(words)).first()
    return link if link is not None and _opens(link) else None


def use(*, link: Enrolment, code: str, password: str, address: str) -> None:
    """Set the password that the holder of a link chose; sessions and tokens of before end.

    ``address`` is where the holder is. Raises ``Refused`` for a wrong code; five end the link.
    """
    if link.needs_second and not _right(link, code):
        raise Refused(
            "This code is not right.", next_step="Ask the officer who confirmed your link for it."
        )
    with audit.changing():
        link = Enrolment.objects.select_for_update(of=("self",)).get(pk=link.pk)
        if not _opens(link):
            raise Refused("This link has been used.", next_step="Ask for a fresh one.")
        account = Account.objects.select_for_update().get(pk=link.account_id)
        set_password(account, password)
        account.save(update_fields=["password"])
        link.used_at, link.used_from = timezone.now(), address
        link.save(update_fields=["used_at", "used_from"])
        ended = account.tokens.filter(revoked=None).update(revoked=link.used_at)
        action = "account.enrol" if link.first else "account.password_by_link"
        after = {**record(link), "tokens_ended": ended}
        why = attribution(link)
        audit.write(action, thing(account), by=None, role=HOLDER, why=why, after=after)
        notices.notify(
            account,
            f"The link that {link.maker} made for your account was used from {address or '?'} "
            "and a password was chosen. If that was not you, tell another officer who manages "
            "accounts.",
        )


def end_open(account: Account) -> int:
    """End the links of an account that nobody has used."""
    rows = account.enrolments.filter(kind=Enrolment.LINK, used_at=None, ended_at=None)
    return rows.update(ended_at=timezone.now())


def digest(words: str) -> str:
    """Return what is kept of a link or its code: they are long and random."""
    return hashlib.sha256(words.encode()).hexdigest()


def _right(link: Enrolment, code: str) -> bool:
    if hmac.compare_digest(link.code_hash, digest(tidy(code))):
        return True
    with audit.changing():  # counted from what is there now: others may be trying as well
        row = Enrolment.objects.select_for_update(of=("self",)).get(pk=link.pk)
        row.wrong_codes += 1
        if row.wrong_codes >= MOST_WRONG:
            row.ended_at = row.ended_at or timezone.now()
        row.save(update_fields=["wrong_codes", "ended_at"])
    return False


def _opens(link: Enrolment) -> bool:
    """Whether a link opens now: unused, in time, confirmed, and of an officer who still may."""
    over = link.used_at or link.ended_at or link.expires <= timezone.now()
    trusted = link.by is None or roles.may(link.by, "accounts.manage")
    needs = link.by is not None and needs_two(link.account)
    confirmed = link.second_by_id is not None or not (link.needs_second or needs)
    return not over and trusted and confirmed and link.account.is_active


def fresh_code() -> str:
    """Return a code of 118 random bits: six groups of four letters or digits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(6))


def tidy(code: str) -> str:
    """Return a code as it is compared: capitals, without spaces and dashes."""
    return "".join(c for c in code.upper() if c.isalnum())
