"""Codes: wrong ones are counted with wrong passwords; fresh proof, fresh session.

Codes for one account are tried one at a time, so that many at once are not tried before the first
of them was counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.usersessions.models import UserSession
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from beatwise.web.access.lockout import CODE
from beatwise.web.accounts.enrolment import notices, recovery_codes
from beatwise.web.accounts.enrolment.link_holder import note
from beatwise.web.history import audit


if TYPE_CHECKING:
    from beatwise.web.accounts.models import Account


class _Counted:
    """A form for a code. Five wrong ones close the address, in every process and everywhere."""

    user: Account
    is_recovery = False

    def clean_code(self) -> str:
        """Return the code when it is right and the address is open."""
        request, tried = context.request, {"username": CODE + self.user.email}
        with audit.changing():  # writers take turns, and what was counted stays
            if AxesProxyHandler.is_locked(request, tried):
                request.axes_locked_out = True
                outcome: str | ValidationError = ValidationError("Too many wrong codes.")
            else:
                outcome = self._outcome()
                if isinstance(outcome, ValidationError):
                    user_login_failed.send(sender=type(self), credentials=tried, request=request)
                    self._tell_owner(AxesProxyHandler.is_locked(request, tried))
        if isinstance(outcome, ValidationError):
            raise outcome
        return outcome

    def _outcome(self) -> str | ValidationError:
        """Return the code that is right, or why there is none."""
        if not self.user.is_active:  # closed since the password was right
            return ValidationError("This account is closed.")
        try:
            return super().clean_code()  # type: ignore[misc,no-any-return]
        except ValidationError as error:
            words = str(self.cleaned_data["code"])  # type: ignore[attr-defined]
            self.is_recovery = recovery_codes.use(self.user, words)
            return words if self.is_recovery else error

    def _tell_owner(self, is_closed: bool) -> None:
        """Tell the owner once, when the last code closes the address."""
        if is_closed:
            notices.notify(
                self.user,
                "Somebody who had passed your password tried too many wrong codes, and your "
                "address was closed for a quarter of an hour. If it was not you, change your "
                "password.",
            )

    def save(self) -> None:
        """Note how the person proved themselves; a recovery code is used up and told."""
        if not self.is_recovery:
            super().save()  # type: ignore[misc]
            return
        again = {"reauthenticated": True} if isinstance(self, ReauthenticateForm) else {}
        record_authentication(context.request, self.user, "mfa", type="recovery_codes", **again)
        with audit.changing():
            left = recovery_codes.left(self.user)
            note(self.user, "account.recovery_code", {"left": left})
            notices.notify(self.user, f"A recovery code of your account was used; {left} are left.")
        if again:
            renew(context.request)


class Code(_Counted, AuthenticateForm):
    """The code asked for after the password."""


class CodeAgain(_Counted, ReauthenticateForm):
    """The code asked for as fresh proof of identity."""


def renew(request: HttpRequest) -> None:
    """Give the session a new key; the old one opens nothing any more."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def proved(sender: object, request: HttpRequest, reauthenticated: bool, **_: object) -> None:
    """Renew the session after fresh proof by a second factor."""
    if reauthenticated:
        renew(request)


def count_sign_in(sender: object, request: HttpRequest, **_: object) -> None:
    """Let a whole sign-in with our own password or factor count as fresh proof, for five minutes.

    Signing in through an organisation does not: its server may have asked for nothing.
    """
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
    if records and records[-1].get("method") in ("password", "mfa"):
        newest = {**records[-1], "reauthenticated": True}
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records[:-1], newest]
