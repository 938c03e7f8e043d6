"""What the accounts app offers to the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from beatwise.web.accounts import selectors
from beatwise.web.accounts.models import Account
from beatwise.web.shared import roles, tokens
from beatwise.web.shared.registry import Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.places += [
        Place(
            "Accounts", lambda: reverse("accounts"), lambda p: roles.may(p, "accounts.manage"), 90
        )
    ]
    registry.checks.append(("accounts", _check))
    registry.things["account"] = _address
    tokens.finders.append(selectors.caller)


def _address(person: Any, key: str) -> str | None:
    return reverse("account", args=[int(key)]) if roles.may(person, "accounts.manage") else None


def _check() -> Iterator[str]:
    known = roles.table()
    for account in Account.objects.exclude(role__in=known):
        yield f"account {account.pk} has the role '{account.role}', which the table does not know"
    if not any(roles.may(a, "accounts.manage") for a in Account.objects.filter(is_active=True)):
        yield "no open account can manage accounts"
