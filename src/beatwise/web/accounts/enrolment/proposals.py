"""Two officers: what must be asked by one and confirmed by another, and what was asked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.accountability import roles
from beatwise.web.accounts.models import Account, Enrolment, Proposal
from beatwise.web.history import audit
from beatwise.web.history.models import Change
from beatwise.web.pages.clean import sure_row


LASTS, REMEMBERED = dt.timedelta(days=7), dt.timedelta(days=30)
WORDS = {
    Proposal.MAKE: "open the new account",
    Proposal.CHANGE: "change the account",
    Proposal.LINK: "let a link choose the password of the account",
    Proposal.FACTOR: "remove the second factor of the account",
}


def is_guarded(role: str) -> bool:
    """Whether a role decides or releases, so that two officers must agree."""
    return role in roles.guarded()


def needs_two(account: Account) -> bool:
    """Whether two officers open this account: it has such a role, or had one in the last month.

    So nobody takes a role away to get at the account alone and asks for the role again.
    """
    if is_guarded(account.role):
        return True
    lines = Change.objects.filter(
        thing=thing(account), action="account.change", at__gt=timezone.now() - REMEMBERED
    )
    earlier = (json.loads(line.details)["before"].get("role") for line in lines)
    return any(role is not None and is_guarded(role) for role in earlier)


def gives_power(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """Whether a change hands a role that decides or releases to somebody who has not got it."""
    if not after["open"] or not is_guarded(str(after["role"])):
        return False
    return any(before[key] != after[key] for key in ("role", "area", "open"))


def ask(
    kind: str,
    account: Account,
    *,
    by: Account,
    why: str = "",
    after: Mapping[str, object] | None = None,
    enrolment: Enrolment | None = None,
) -> Proposal:
    """Ask for something that another officer must confirm; an older request of its kind ends."""
    with audit.changing():
        waiting(account).filter(kind=kind).update(state=Proposal.REFUSED, decided_at=timezone.now())
        proposal = Proposal.objects.create(
            kind=kind,
            account=account,
            enrolment=enrolment,
            before=facts(account),
            after=dict(after or {}),
            why=why,
            by=by,
        )
        audit.write(f"account.ask_{kind}", thing(account), by=by, why=why, after=proposal.after)
    return proposal


def waiting(account: Account | None = None) -> QuerySet[Proposal]:
    """Return what waits for a second officer, for one account or for all."""
    rows = Proposal.objects.filter(state=Proposal.WAITING, created_at__gt=timezone.now() - LASTS)
    rows = rows.select_related("account", "by")
    return rows if account is None else rows.filter(account=account)


def proposal(key: int) -> Proposal:
    """Return one request."""
    rows = Proposal.objects.filter(pk=key).select_related("account", "by", "decided_by")
    return sure_row(rows, "there is no such request.", "Open the home page.")


def facts(account: Account) -> dict[str, object]:
    """Return what the history says of an account."""
    return {
        "email": account.email,
        "role": account.role,
        "area": account.area,
        "open": account.is_active,
    }


def thing(account: Account) -> str:
    """Return how the history names an account."""
    return f"account/{account.pk}"
