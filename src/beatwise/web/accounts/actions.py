"""What may be done to accounts: each one change, with its history, in one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from beatwise.accountability import roles
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.accounts.models import Account, Token
from beatwise.web.history import audit


SCOPES = {"records:read": "read records", "records:write": "make and change records"}
LONGEST_DAYS = 365


def make(
    *, email: str, role: str, area: str = "", password: str | None = None, by: Account | None
) -> Account:
    """Make an account; without a password it waits for one to be chosen by its link."""
    _may_manage(by)
    address = _address(email)
    role_row = roles.role(role)
    if role_row.name == roles.PUBLIC:
        raise BadInput("the public needs no account.", place="role", next_step="Choose a role.")
    if role_row.sees == roles.OWN_AREA and not area:
        raise BadInput(
            f"a {role_row.title.lower()} sees one area only.",
            place="area",
            next_step="Give the area.",
        )
    with audit.changing():
        if Account.objects.filter(email__iexact=address).exists():
            raise Conflict(
                "there is an account with this address already.",
                place=address,
                next_step="Open it in the list of accounts, where it can be changed or reopened.",
            )
        account = Account(email=address, role=role, area=area)
        _set_password(account, password)
        account.save()
        audit.write("account.make", _thing(account), by=by, after=_facts(account))
    return account


def change(
    *, account: Account, role: str, area: str, is_active: bool, why: str, by: Account
) -> Account:
    """Change an account's role or area, close it or open it again; its sessions end."""
    _may_manage(by)
    if by.pk == account.pk:
        raise Refused(
            "nobody changes their own role.", next_step="Ask another governance officer to do it."
        )
    if not why.strip():
        raise BadInput("a change of role needs its reason.", place="why", next_step="Say why.")
    roles.role(role)
    with audit.changing():
        account = Account.objects.select_for_update().get(pk=account.pk)
        before = _facts(account)
        account.role, account.area, account.is_active = role, area, is_active
        account.save(update_fields=["role", "area", "is_active"])
        was, now = audit.differences(before, _facts(account))
        if now:
            audit.write("account.change", _thing(account), by=by, why=why, before=was, after=now)
            end_sessions(account=account, by=by, why=why)
    return account


def choose_password(*, account: Account, password: str, by: Account) -> None:
    """Set a password that the person chose; their other sessions end with the old one."""
    with audit.changing():
        _set_password(account, password)
        account.save(update_fields=["password"])
        audit.write("account.password", _thing(account), by=by)


def end_sessions(
    *, account: Account, by: Account, why: str = "", only: int | None = None, keep: str = ""
) -> int:
    """End an account's sessions (``only`` one of them; never the one with key ``keep``)."""
    from allauth.usersessions.models import UserSession

    if by.pk != account.pk:
        _may_manage(by)
    with audit.changing():
        sessions = UserSession.objects.filter(user=account).exclude(session_key=keep)
        if only is not None:
            sessions = sessions.filter(pk=only)
        ended = list(sessions)
        for session in ended:
            session.end()
        if ended:
            audit.write(
                "account.sessions", _thing(account), by=by, why=why, after={"ended": len(ended)}
            )
    return len(ended)


def forget_second_factor(*, account: Account, why: str, by: Account) -> int:
    """Take away what an account proves itself with besides its password; its sessions end.

    For a lost telephone: the person sets up another at the next sign-in.
    """
    from allauth.mfa.models import Authenticator

    _may_manage(by)
    if by.pk == account.pk:
        raise Refused(
            "nobody takes away their own second factor here.",
            next_step="Ask another governance officer, or use a recovery code.",
        )
    if not why.strip():
        raise BadInput("this needs its reason.", place="why", next_step="Say who asked, and how.")
    with audit.changing():
        gone = Authenticator.objects.filter(user=account).delete()[0]
        after = {"taken away": gone}
        audit.write("account.second_factor", _thing(account), by=by, why=why, after=after)
        end_sessions(account=account, by=by, why=why)
    return gone


def make_token(*, name: str, scopes: list[str], days: int, by: Account) -> tuple[Token, str]:
    """Make an access token; return it with its words, which are shown once and never kept."""
    if not roles.may(by, "own.tokens"):
        raise Refused("this role has no access tokens.", next_step="Ask a governance officer.")
    unknown = set(scopes) - set(SCOPES)
    if unknown or not scopes:
        raise BadInput("choose what the token may do.", place="scopes", next_step="Tick one.")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput("a token lasts 1 to 365 days.", place="days", next_step="Choose fewer days.")
    words = f"bw_{secrets.token_urlsafe(32)}"
    with audit.changing():
        token = Token.objects.create(
            account=by,
            name=name.strip(),
            hash=token_hash(words),
            hint=words[:7],
            scopes=sorted(scopes),
            expires=timezone.now() + dt.timedelta(days=days),
        )
        audit.write(
            "token.make",
            _thing(by),
            by=by,
            after={"name": token.name, "scopes": token.scopes, "expires": token.expires},
        )
    return token, words


def revoke_token(*, token: Token, by: Account) -> None:
    """Close a token for good."""
    if token.account_id != by.pk:
        _may_manage(by)
    with audit.changing():
        token = Token.objects.select_for_update().get(pk=token.pk)
        if token.revoked is None:
            token.revoked = timezone.now()
            token.save(update_fields=["revoked"])
            audit.write("token.revoke", _thing(token.account), by=by, after={"name": token.name})


def token_hash(words: str) -> str:
    """Return what is kept of a token: it is long and random, so a plain hash is enough."""
    return hashlib.sha256(words.encode()).hexdigest()


def _may_manage(by: Account | None) -> None:
    if by is not None and not roles.may(by, "accounts.manage"):
        raise Refused("this role does not manage accounts.", next_step="Ask a governance officer.")


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput(
            f"'{email}' is not a work address.", place="email", next_step="Give name@organisation."
        ) from None
    return address


def _set_password(account: Account, password: str | None) -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise BadInput(
            " ".join(error.messages), place="password", next_step="Choose a longer password."
        ) from None
    account.set_password(password)


def _facts(account: Account) -> dict[str, object]:
    return {
        "email": account.email,
        "role": account.role,
        "area": account.area,
        "open": account.is_active,
    }


def _thing(account: Account) -> str:
    return f"account/{account.pk}"
