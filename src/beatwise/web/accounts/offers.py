"""What the accounts app offers to the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.access import tokens
from beatwise.web.accounts import selectors
from beatwise.web.accounts.models import Account
from beatwise.web.history import audit
from beatwise.web.registry import Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Accounts", "accounts", "accounts.manage", 90))
    offers.check("accounts", _check)
    offers.thing("account", _address)
    tokens.finders.append(selectors.caller)
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_failed)
    from allauth.mfa.signals import authenticator_used

    from beatwise.web.accounts.second_factor import proved

    authenticator_used.connect(proved)


def _signed_in(
    sender: object, user: Account, request: HttpRequest | None = None, **_: object
) -> None:
    """Note a sign-in with the ways of proof it used, so far as the session knows them."""
    used = request.session.get("account_authentication_methods", []) if request else []
    _note("account.sign_in", user, {"with": [record["method"] for record in used]} if used else {})


def _signed_out(sender: object, user: Account | None, **_: object) -> None:
    if user is not None:
        _note("account.sign_out", user)


def _note(action: str, account: Account, after: dict[str, object] | None = None) -> None:
    with audit.changing():
        audit.write(action, f"account/{account.pk}", by=account, after=after)


def _failed(sender: object, **_: object) -> None:
    """Log that a sign-in failed, without what was typed; axes keeps the address and the count."""
    what = "code" if getattr(sender, "__name__", "").startswith("Code") else "password"
    logging.getLogger("beatwise.sign_in").warning("a sign-in failed at the %s", what)


def _address(person: Person, key: str) -> str | None:
    return reverse("account", args=[int(key)]) if roles.may(person, "accounts.manage") else None


def _check() -> Iterator[str]:
    known = roles.table()
    for account in Account.objects.exclude(role__in=known):
        yield f"account {account.pk} has the role '{account.role}', which the table does not know"
    if not any(roles.may(a, "accounts.manage") for a in Account.objects.filter(is_active=True)):
        yield "no open account can manage accounts"
