"""Rows of accounts, read."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from beatwise.accountability import roles
from beatwise.web.access.tokens import Caller
from beatwise.web.accounts.actions import token_hash
from beatwise.web.accounts.models import Account, Token
from beatwise.web.pages.clean import sure_row


def accounts() -> QuerySet[Account]:
    """Return every account, open ones first."""
    return Account.objects.order_by("-is_active", "email")


def account(key: int) -> Account:
    """Return one account."""
    rows = Account.objects.filter(pk=key)
    return sure_row(rows, "there is no such account.", "Open the list of accounts.")


def sessions(of: Account) -> list[UserSession]:
    """Return an account's sessions that still stand, newest first."""
    rows = UserSession.objects.purge_and_list(of)
    return sorted(rows, key=lambda session: session.created_at, reverse=True)


def tokens(of: Account) -> QuerySet[Token]:
    """Return an account's tokens, newest first."""
    return Token.objects.filter(account=of)


def token(of: Account, key: int) -> Token:
    """Return one of an account's own tokens."""
    rows = Token.objects.filter(account=of, pk=key)
    return sure_row(rows, "there is no such token.", "Open the list of tokens.")


def caller(words: str) -> Caller | None:
    """Return who holds a token that is valid now, by an account that may have tokens now."""
    holder = Token.objects.select_related("account").filter(hash=token_hash(words)).first()
    if holder is None or not holder.valid or not roles.may(holder.account, "own.tokens"):
        return None
    return Caller(holder.account, frozenset(holder.scopes))
