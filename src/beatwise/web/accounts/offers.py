"""What the accounts app offers to the others."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.access import tokens
from beatwise.web.accounts import selectors
from beatwise.web.accounts.enrolment import notices, password_links, proposals
from beatwise.web.accounts.enrolment.link_holder import note, note_factor, settle
from beatwise.web.accounts.enrolment.proposals import thing
from beatwise.web.accounts.models import Account
from beatwise.web.history import audit
from beatwise.web.registry import FirstStep, Place, registry
from beatwise.web.settings.place import open_to_others


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Accounts", "accounts", "accounts.manage", 90))
    offers.first_step(
        FirstStep("Make an account for each of the others", "accounts.manage", 10, _first_account)
    )
    offers.areas(lambda: Account.objects.order_by().values_list("area", flat=True).distinct())
    offers.check("accounts", _check)
    offers.check("files", _check_files)
    offers.thing("account", _address)
    tokens.finders.append(selectors.caller)
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_failed)
    offers.waiting(_tasks)
    _listen()


def _first_account() -> str | None:
    return None if Account.objects.count() > 1 else reverse("new_account")


def _listen() -> None:
    """Hear what allauth does to passwords and second factors: each is a line of the history."""
    from allauth.account.signals import password_changed, password_set
    from allauth.account.signals import user_logged_in as signed_in
    from allauth.mfa import signals

    from beatwise.web.accounts.factors.codes import count_sign_in, proved

    signed_in.connect(count_sign_in)
    signals.authenticator_used.connect(proved)
    signals.authenticator_added.connect(_factor_added)
    signals.authenticator_removed.connect(_factor_removed)
    password_changed.connect(_password_changed)
    password_set.connect(_password_changed)


def _signed_in(
    sender: object, user: Account, request: HttpRequest | None = None, **_: object
) -> None:
    """Note a sign-in with the ways of proof it used, so far as the session knows them.

    A second factor, or the organisation's own sign-in, ends an enrolment: the owner is back.
    """
    used = request.session.get("account_authentication_methods", []) if request else []
    methods = [record["method"] for record in used]
    with audit.changing():
        if {"mfa", "socialaccount"} & set(methods):
            settle(user)
        password_links.end_open(user)
        after: dict[str, object] = {"with": methods} if methods else {}
        note(user, "account.sign_in", after)
    if request is not None and notices.unread(user).exists():
        request.session[notices.SESSION_MARK] = True


def _signed_out(sender: object, user: Account | None, **_: object) -> None:
    if user is not None:
        with audit.changing():
            note(user, "account.sign_out", {})


def _factor_added(sender: object, user: Account, authenticator: object, **_: object) -> None:
    note_factor(user, "added", str(authenticator))


def _factor_removed(sender: object, user: Account, authenticator: object, **_: object) -> None:
    note_factor(user, "removed", str(authenticator))


def _password_changed(sender: object, user: Account, **_: object) -> None:
    with audit.changing():
        audit.write("account.password", thing(user), by=user)
        notices.notify(user, "The password of your account was changed by who knew the old one.")


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the messages for a person, and what waits for them as the second officer."""
    if isinstance(person, Account) and notices.unread(person).exists():
        words, address = "Messages about your account", reverse("notices")
        yield Task("look", "notices", words, address, "a message about your account")
    if roles.may(person, "accounts.confirm"):
        rows = proposals.waiting().exclude(by_id=person.pk).exclude(account_id=person.pk)
        for row in rows:
            yield Task(
                kind="approve",
                thing=f"proposal/{row.pk}",
                words=f"{row.by.email} asks: {proposals.WORDS[row.kind]} {row.account.email}",
                address=reverse("officer_request", args=[row.pk]),
                about="a request about an account",
                since=row.created_at,
            )


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


def _check_files() -> Iterator[str]:
    for name in open_to_others(settings.FOLDER):
        yield f"others can read '{name}' in the office's folder: chmod -R go= {settings.FOLDER}"
