"""Who did what is done with an account while somebody else has opened a way into it.

The history never says that an owner did what the holder of a link may have done.
"""

from __future__ import annotations

from django.utils import timezone

from beatwise.web.accounts.enrolment import notices
from beatwise.web.accounts.enrolment.proposals import thing
from beatwise.web.accounts.models import Account, Enrolment
from beatwise.web.history import audit


HOLDER = "holder of a link"  # who acts in the history while nobody knows who holds the account


def note(account: Account, action: str, after: dict[str, object]) -> None:
    """Write what an account did; within an enrolment, what the holder of its link did."""
    link = unsettled(account)
    if link is None:
        audit.write(action, thing(account), by=account, after=after)
        return
    after = {**after, **record(link)}
    audit.write(action, thing(account), by=None, role=HOLDER, why=attribution(link), after=after)


def note_factor(account: Account, action: str, factor: str) -> None:
    """Put a second factor ``added`` or ``removed`` into the history, and tell the owner."""
    with audit.changing():
        note(account, f"account.factor_{action}", {"factor": factor})
        if action == "added":
            settle(account)
        notices.notify(account, f"A second factor ({factor}) of your account was {action}.")


def unsettled(account: Account) -> Enrolment | None:
    """Return the enrolment that an account is in, until it proves itself with its own factor."""
    rows = Enrolment.objects.filter(account=account, settled_at=None, ended_at=None)
    return rows.exclude(used_at=None).select_related("by", "second_by").first()


def settle(account: Account) -> None:
    """Note that an account proved itself with a factor of its own: its enrolment is over."""
    rows = Enrolment.objects.filter(account=account, settled_at=None).exclude(used_at=None)
    rows.update(settled_at=timezone.now())


def attribution(link: Enrolment) -> str:
    """Say by whose link something was done."""
    second = f", confirmed by {link.second_by.email}" if link.second_by else ""
    if link.kind == Enrolment.FACTOR:
        return f"second factor removed by {link.maker}{second}"
    what = "account enrolled by link from" if link.first else "password chosen by link from"
    return f"{what} {link.maker}{second}"


def record(link: Enrolment) -> dict[str, object]:
    """Return what the history says of a link when it is used."""
    return {
        "link": link.pk,
        "link_from": link.maker,
        "confirmed_by": link.second_by.email if link.second_by else "",
        "used_from": link.used_from,
    }
