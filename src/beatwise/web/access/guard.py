"""At the door of every address: nobody passes who has not been let in by name.

A view says what it needs with ``@needs("permission")`` or ``@open_to_all``. A view that says
nothing is closed to everyone, so that a forgotten line is a refusal and not a leak.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve

from beatwise.accountability import roles


View = TypeVar("View", bound=Callable[..., object])
# Whether a person holds a permission within what an address names: asked with the permission and
# the address's parts, of somebody whose role does not hold it everywhere.
Within = Callable[[object, str, Mapping[str, object]], bool]
OPEN = "open to all"
OWN_CHECK = "checks for itself"  # the API, which knows tokens
IDLE_SECONDS, NOTED_EVERY = 3600, 300
LONGEST_SECONDS = 10 * 3600  # a working day, however busy
# allauth's own addresses, which cannot carry our decorator.
SIGNING_IN = {
    "account_login": OPEN,
    "account_signup": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "mfa_authenticate": OPEN,
    "mfa_login_webauthn": OPEN,
    "openid_connect_login": OPEN,
    "openid_connect_callback": OPEN,
    "socialaccount_login_cancelled": OPEN,
    "socialaccount_login_error": OPEN,
    "socialaccount_signup": OPEN,
    "socialaccount_connections": "own.account",
    "account_reauthenticate": "own.account",
    "account_change_password": "own.account",
    "account_set_password": "own.account",
    "mfa_reauthenticate": "own.account",
    "mfa_index": "own.account",
    "mfa_activate_totp": "own.account",
    "mfa_deactivate_totp": "own.account",
    "mfa_list_webauthn": "own.account",
    "mfa_add_webauthn": "own.account",
    "mfa_reauthenticate_webauthn": "own.account",
    "mfa_remove_webauthn": "own.account",
    "mfa_edit_webauthn": "own.account",
}
# What an account without its second factor may still reach: setting one up, and leaving.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "second_factor_needed",
    }
)


def needs(permission: str, within: Within | None = None) -> Callable[[View], View]:
    """Let in those whose role holds the permission, or holds it within what the address names."""
    if permission not in roles.permissions():
        raise LookupError(f"roles.toml knows no permission '{permission}'")

    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        view.within = within  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Let in everyone, signed in or not."""
    view.needs = OPEN  # type: ignore[attr-defined]
    return view


def needed(view: object, name: str | None) -> str | None:
    """Return what an address needs, or ``None`` when nobody said."""
    return getattr(view, "needs", None) or SIGNING_IN.get(name or "")


def opened(person: object, path: str) -> ResolverMatch | None:
    """Return what is at an address where a person's role holds what it needs, if anything is."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    need = needed(match.func, match.url_name)
    is_open = need == OPEN or (need in roles.permissions() and roles.may(person, need))
    return match if is_open else None


class AccessGuard:
    """The middleware that asks, before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; pages of the office are never kept by a shared cache."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == "account_logout":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """Refuse, ask to sign in, ask for a second factor, or let in."""
        match = request.resolver_match
        name = match.url_name if match else None
        need = needed(view, name)
        if need in (OPEN, OWN_CHECK):
            return None
        if need is None:
            raise PermissionDenied("Nobody has said who may open this address.")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if _over(request):
            logout(request)
            return redirect_to_login(request.get_full_path())
        if not roles.may(request.user, need):
            within: Within | None = getattr(view, "within", None)
            if within is None or not within(request.user, need, kwargs):
                raise PermissionDenied
        if name not in BEFORE_SECOND_FACTOR and lacks_second_factor(request):
            return redirect("second_factor_needed")
        return None


def _over(request: HttpRequest) -> bool:
    """Whether a session has not been used for an hour, or is older than a working day.

    Use is noted every five minutes.
    """
    now = int(time.time())
    noted, begun = (request.session.get(name, now) for name in ("seen", "begun"))
    if now - noted > IDLE_SECONDS or now - begun > LONGEST_SECONDS:
        return True
    if "begun" not in request.session:
        request.session["begun"] = now
    if "seen" not in request.session or now - noted > NOTED_EVERY:
        request.session["seen"] = now
    return False


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the account must still set up a second factor (never asked of demo accounts)."""
    if settings.DEMO or request.session.get("second_factor"):
        return False
    from allauth.mfa.utils import is_mfa_enabled

    if is_mfa_enabled(request.user) or _by_organisation(request):
        request.session["second_factor"] = True
        return False
    return True


def _by_organisation(request: HttpRequest) -> bool:
    """Whether the organisation's sign-in was used, and said that it asked for a second factor."""
    if not request.session.get("organisation_strong"):
        return False
    records = request.session.get("account_authentication_methods", [])
    return any(record.get("method") == "socialaccount" for record in records)
