"""What may be done to accounts: each one change, with its history, in one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.utils import timezone

from beatwise.accountability import roles
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.accounts.enrolment import notices, password_links, proposals
from beatwise.web.accounts.enrolment.proposals import facts, thing
from beatwise.web.accounts.models import Account, Enrolment, Proposal, Token
from beatwise.web.accounts.passwords import set_password
from beatwise.web.history import audit


SCOPES = {"records:read": "read records", "records:write": "make and change records"}
LONGEST_DAYS = 365


def make(
    *, email: str, role: str, area: str = "", password: str | None = None, by: Account | None
) -> Account:
    """Make an account; without a password it waits for one to be chosen by its link.

    An account that decides or releases stays closed until a second officer confirms it.
    """
    _may_manage(by)
    address = _address(email)
    _check_area(role, area)
    with audit.changing():
        if Account.objects.filter(email__iexact=address).exists():
            raise Conflict(
                "there is an account with this address already.",
                place=address,
                next_step="Open it in the list of accounts, where it can be changed or reopened.",
            )
        account = Account(email=address, role=role, area=area)
        account.is_active = by is None or not proposals.is_guarded(role)
        set_password(account, password)
        account.save()
        audit.write("account.make", thing(account), by=by, after=facts(account))
        if by is not None and not account.is_active:
            after = {**facts(account), "open": True}
            proposals.ask(Proposal.MAKE, account, by=by, after=after)
    return account


def make_link(*, account: Account, by: Account) -> tuple[Enrolment, str]:
    """Make a link by which an account's owner chooses a password; return it with its words.

    For a role that decides or releases it opens only with the code that a second officer gets.
    """
    _may_manage(by)
    if by.pk == account.pk:
        raise Refused("nobody makes a link for themselves.", next_step="Change your password.")
    with audit.changing():
        link, words = password_links.make(account=account, by=by)
        if link.needs_second:
            opening = proposals.waiting(account).filter(kind=Proposal.MAKE, by=by).first()
            if opening is None:
                proposals.ask(Proposal.LINK, account, by=by, enrolment=link)
            else:
                opening.enrolment = link
                opening.save(update_fields=["enrolment"])
    return link, words


def change(
    *, account: Account, role: str, area: str, is_active: bool, why: str, by: Account
) -> Account:
    """Change an account's role or area, close it or open it again; what it had open ends.

    What gives somebody a role that decides or releases waits for a second officer; what takes
    one away is done at once.
    """
    _may_manage(by)
    if by.pk == account.pk:
        raise Refused(
            "nobody changes their own role.", next_step="Ask another governance officer to do it."
        )
    if not why.strip():
        raise BadInput("a change of role needs its reason.", place="why", next_step="Say why.")
    _check_area(role, area)
    with audit.changing():
        account = Account.objects.select_for_update().get(pk=account.pk)
        before = facts(account)
        after = {**before, "role": role, "area": area, "open": is_active}
        if proposals.gives_power(before, after):
            proposals.ask(Proposal.CHANGE, account, by=by, why=why, after=after)
        elif after != before:
            apply_change(account=account, after=after, why=why, by=by)
    return account


def _check_area(role: str, area: str) -> None:
    """Raise ``BadInput`` for a role that nobody is given, or one that sees one area without it."""
    row = roles.role(role)
    if row.name == roles.PUBLIC:
        raise BadInput("the public needs no account.", place="role", next_step="Choose a role.")
    if row.sees == roles.OWN_AREA and not area:
        raise BadInput(
            f"a {row.title.lower()} sees one area only.",
            place="area",
            next_step="Give the area.",
        )


def apply_change(*, account: Account, after: Mapping[str, object], why: str, by: Account) -> None:
    """Make an account what ``after`` says; its sessions, tokens and links end."""
    with audit.changing():
        before = facts(account)
        account.role, account.area = str(after["role"]), str(after["area"])
        account.is_active = bool(after["open"])
        account.save(update_fields=["role", "area", "is_active"])
        was, now = audit.differences(before, facts(account))
        audit.write("account.change", thing(account), by=by, why=why, before=was, after=now)
        end_access(account=account, by=by, why=why)
        notices.notify(
            account,
            f"{by.email} changed your account ({', '.join(now)}). Its sessions and tokens ended.",
        )


def end_access(*, account: Account, by: Account, why: str = "") -> None:
    """End an account's sessions, tokens and unused links."""
    with audit.changing():
        _end_sessions(account, by, why)
        password_links.end_open(account)
        for token in account.tokens.filter(revoked=None):
            _revoke(token, by, why)


def end_sessions(
    *, account: Account, by: Account, why: str = "", only: int | None = None, keep: str = ""
) -> int:
    """End an account's sessions (``only`` one of them; never the one with key ``keep``)."""
    if by.pk != account.pk:
        _may_manage(by)
    return _end_sessions(account, by, why, only, keep)


def _end_sessions(
    account: Account, by: Account, why: str = "", only: int | None = None, keep: str = ""
) -> int:
    """End sessions; when all of them, those that no list knows as well."""
    from allauth.usersessions.models import UserSession

    with audit.changing():
        if only is None and not keep:
            Account.objects.filter(pk=account.pk).update(sessions_from=F("sessions_from") + 1)
        sessions = UserSession.objects.filter(user=account).exclude(session_key=keep)
        if only is not None:
            sessions = sessions.filter(pk=only)
        ended = list(sessions)
        for session in ended:
            session.end()
        if ended:
            audit.write(
                "account.sessions", thing(account), by=by, why=why, after={"ended": len(ended)}
            )
            if by.pk != account.pk:
                notices.notify(account, f"{by.email} ended your sessions.")
    return len(ended)


def forget_second_factor(*, account: Account, why: str, by: Account) -> Proposal | None:
    """Take away what an account proves itself with besides its password.

    For a lost telephone: the person sets up another at the next sign-in. For a role that decides
    or releases it is asked, and returned as the request that a second officer confirms.
    """
    _may_manage(by)
    if by.pk == account.pk:
        raise Refused(
            "nobody removes their own second factor here.",
            next_step="Ask another governance officer, or use a recovery code.",
        )
    if not why.strip():
        raise BadInput("this needs its reason.", place="why", next_step="Say who asked, and how.")
    if proposals.needs_two(account):
        with audit.changing():
            notices.notify(
                account,
                f"{by.email} asked to remove your second factor. If you did not ask for it, "
                "tell another officer who manages accounts.",
            )
            return proposals.ask(Proposal.FACTOR, account, by=by, why=why)
    take_factor_away(account=account, why=why, asked_by=by, by=by)
    return None


def take_factor_away(*, account: Account, why: str, asked_by: Account, by: Account) -> None:
    """Remove every second factor and recovery code; sessions, tokens and links end.

    Who the organisation said the owner was is forgotten as well.
    """
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount

    with audit.changing():
        gone = Authenticator.objects.filter(user=account).delete()[0]
        account.recovery_codes.all().delete()
        SocialAccount.objects.filter(user=account).delete()
        now = timezone.now()
        Enrolment.objects.create(
            kind=Enrolment.FACTOR,
            account=account,
            by=asked_by,
            second_by=None if by.pk == asked_by.pk else by,
            needs_second=by.pk != asked_by.pk,
            used_at=now,
            expires=now,
        )
        after = {"taken away": gone, "asked_by": asked_by.email}
        audit.write("account.second_factor", thing(account), by=by, why=why, after=after)
        end_access(account=account, by=by, why=why)
        notices.notify(
            account,
            f"Your second factor was removed: asked by {asked_by.email}, done by {by.email}. "
            "You set up a new one at the next sign-in.",
        )


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
            thing(by),
            by=by,
            after={"name": token.name, "scopes": token.scopes, "expires": token.expires},
        )
    return token, words


def revoke_token(*, token: Token, by: Account, why: str = "") -> None:
    """Close a token for good; its owner is told when somebody else does."""
    if token.account_id != by.pk:
        _may_manage(by)
    _revoke(token, by, why)


def _revoke(token: Token, by: Account, why: str) -> None:
    with audit.changing():
        token = Token.objects.select_for_update().get(pk=token.pk)
        if token.revoked is None:
            token.revoked = timezone.now()
            token.save(update_fields=["revoked"])
            after = {"name": token.name}
            audit.write("token.revoke", thing(token.account), by=by, why=why, after=after)
            if token.account_id != by.pk:
                notices.notify(token.account, f"{by.email} closed your token '{token.name}'.")


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
