"""The second factor: wrong codes are counted with wrong passwords; fresh proof, fresh session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.usersessions.models import UserSession
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest


if TYPE_CHECKING:
    from beatwise.web.accounts.models import Account


class _Counted:
    """A form for a code. Five wrong codes or passwords close the address, in every process."""

    user: Account

    def clean_code(self) -> str:
        """Return the code when it is right and the address is open."""
        request, tried = context.request, {"username": self.user.email}
        if AxesProxyHandler.is_locked(request, tried):
            request.axes_locked_out = True
            raise ValidationError("Too many wrong codes.")
        try:
            return super().clean_code()  # type: ignore[misc,no-any-return]
        except ValidationError:
            user_login_failed.send(sender=type(self), credentials=tried, request=request)
            raise


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
