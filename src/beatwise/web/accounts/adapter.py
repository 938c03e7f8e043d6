"""How allauth works here: nobody signs up; an organisation's address must be an account's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from beatwise.errors import Refused
from beatwise.web.pages.error_pages import error_page


if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from allauth.socialaccount.providers.base import Provider

    from beatwise.web.accounts.models import Account


class OfficeAdapter(DefaultAccountAdapter):
    """Accounts are made by a governance officer."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account."""
        return False

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Take the password again; fresh proof comes with a fresh session key."""
        from allauth.core import context

        from beatwise.web.accounts.factors.codes import renew

        right = bool(super().reauthenticate(user, password))
        if right:
            renew(context.request)
        return right


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Signing in with an organisation's own account opens the office's account of that address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes their own account."""
        return False

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Provider:
        """Return the organisation's provider, with every answer of its server checked."""
        from beatwise.web.accounts.organisation import CheckedProvider

        plain = super().get_provider(request, provider, client_id)
        return CheckedProvider(request, app=plain.app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse an address that no open account has, or whose account was another person's.

        An organisation gives an address of somebody who left to somebody else; who it is says the
        subject, which never changes.
        """
        from allauth.socialaccount.models import SocialAccount

        if not sociallogin.is_existing:
            error = Refused(
                "Your organisation knows you, but this office has no account with your address.",
                next_step="Ask a governance officer to make one.",
            )
            raise ImmediateHttpResponse(error_page(request, error))
        is_known = sociallogin.account.pk is not None
        if not is_known and SocialAccount.objects.filter(user=sociallogin.user).exists():
            error = Refused(
                "The account with your address was opened by another person of your organisation.",
                next_step="Ask a governance officer to remove its second factors, or for your own.",
            )
            raise ImmediateHttpResponse(error_page(request, error))


def address_tried(request: HttpRequest, credentials: dict[str, object] | None) -> str | None:
    """Return the address that a sign-in tried, whatever its capitals, for counting failures."""
    fields = credentials or {}
    names = (fields.get(name) for name in ("email", "username", "login"))
    tried = next(filter(None, names), None) or request.POST.get("login")
    return tried.strip().casefold() if tried else None
