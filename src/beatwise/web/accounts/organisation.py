"""An organisation's sign-in, checked as ASVS asks: signature, issuer, nonce, and how strong it was.

allauth skips the ID token's signature when it fetched the token itself, sends no nonce and takes
the issuer that the server names. Here the token must be signed by a key of the server, name the
issuer of the settings, and carry the nonce of this sign-in, which only this session can make.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
    OAuth2View,
)
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from beatwise.errors import Refused
from beatwise.web.pages.error_pages import error_page


if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken

ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
STRONG = "organisation_strong"  # in the session: the organisation asked for a second factor
_log = logging.getLogger("beatwise.sign_in")
_WELL_KNOWN = "/.well-known/"


class CheckedServer(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The organisation's server, whose every answer is checked."""

    _nonce = ""

    @property
    def openid_config(self) -> dict[str, object]:
        """Return the server's description; refuse one of another issuer."""
        description: dict[str, object] = super().openid_config
        stated = self.get_provider().app.settings["server_url"].partition(_WELL_KNOWN)[0]
        if str(description.get("issuer", "")).rstrip("/") != stated.rstrip("/"):
            raise OAuth2Error("the server's description names another issuer")
        return description

    def get_access_token_data(
        self,
        request: HttpRequest,
        app: SocialApp,
        client: object,
        pkce_code_verifier: str | None = None,
    ) -> dict[str, object]:
        """Change the code for tokens, and remember which nonce this sign-in sent.

        A code is handed to the server that gave it, where the answer names one (RFC 9207).
        """
        named = request.GET.get("iss")
        if named is not None and named.rstrip("/") != str(self.openid_config["issuer"]).rstrip("/"):
            raise OAuth2Error("the answer is from another issuer")
        self._nonce = nonce(pkce_code_verifier or "")
        data: dict[str, object] = super().get_access_token_data(
            request, app, client, pkce_code_verifier
        )
        if not data.get("id_token"):
            raise OAuth2Error("the answer has no ID token")
        return data

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: object
    ) -> SocialLogin:
        """Return who signed in; the user's description must be of the ID token's own subject."""
        login = super().complete_login(request, app, token, **more)
        data = login.account.extra_data
        if data["userinfo"].get("sub") != data["id_token"].get("sub"):
            raise OAuth2Error("the user's description is of another subject")
        request.session[STRONG] = is_strong(data["id_token"])
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, object]:
        try:
            header = jwtkit.jwt.get_unverified_header(id_token)
            if header.get("alg") not in ALGORITHMS:
                raise OAuth2Error("the ID token is not signed by a public key")
            claims: dict[str, object] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError, ValueError, jwtkit.jwt.PyJWTError) as error:
            raise OAuth2Error("the ID token cannot be read") from error
        if not hmac.compare_digest(str(claims.get("nonce", "")), self._nonce):
            raise OAuth2Error("the ID token was made for another sign-in")
        return claims


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider that sends a nonce and uses the checked server."""

    oauth2_adapter_class = CheckedServer

    def get_pkce_params(self) -> dict[str, str]:
        """Return the parameters of PKCE, and a nonce that only their secret gives."""
        parameters: dict[str, str] = super().get_pkce_params()
        return {**parameters, "nonce": nonce(parameters["code_verifier"])}


def nonce(verifier: str) -> str:
    """Return the nonce of a sign-in: a hash of the secret that its session keeps for PKCE."""
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


def is_strong(claims: Mapping[str, object]) -> bool:
    """Whether the organisation says that more than a password was asked for.

    By ``amr`` (RFC 8176), by an ``acr`` of ``BEATWISE_OIDC_ACR``, or because the operator stated
    with ``BEATWISE_OIDC_SECOND_FACTOR=always`` that it always is. Otherwise the least is assumed,
    and the office asks for a second factor of its own.
    """
    methods = claims.get("amr")
    if settings.ORGANISATION_ALWAYS_STRONG or claims.get("acr") in settings.ORGANISATION_ACR:
        return True
    return isinstance(methods, list) and "mfa" in methods


@login_not_required  # type: ignore[untyped-decorator]
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead on to the organisation's server."""
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the organisation's answer."""
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    """Return the view's answer; a server that is away or not the stated one is a page, no 500."""
    if provider_id != "organisation":
        raise Http404
    try:
        return view.adapter_view(CheckedServer(request, provider_id))(request)
    except (OAuth2Error, RequestException):
        _log.exception("the organisation's server does not answer as it should")
        error = Refused(
            "Your organisation's sign-in does not answer as it should. Nobody was signed in.",
            next_step="Sign in with your password, or tell whoever runs this office.",
        )
        return error_page(request, error, status=503)
