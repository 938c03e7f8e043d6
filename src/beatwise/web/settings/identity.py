"""Signing in: an organisation's own accounts (OpenID Connect) beside the office's."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from beatwise.errors import UsageError
from beatwise.web.settings.networks import is_this_computer


def providers(environment: Mapping[str, str]) -> dict[str, object]:
    """Return one OpenID Connect server when ``BEATWISE_OIDC_SERVER`` is set, else nothing.

    Raises ``UsageError`` for a server on another computer that is not asked over HTTPS.
    """
    server = environment.get("BEATWISE_OIDC_SERVER")
    if not server:
        return {}
    parts = urlsplit(server)
    if parts.scheme != "https" and not (parts.hostname and is_this_computer(parts.hostname)):
        raise UsageError(
            "the organisation's server is asked over HTTPS alone: whoever reads the line could "
            "sign in as anyone.",
            place="BEATWISE_OIDC_SERVER",
            next_step="Give its issuer with https:// in front.",
        )
    app = {
        "provider_id": "organisation",
        "name": environment.get("BEATWISE_OIDC_NAME", "your organisation's account"),
        "client_id": environment["BEATWISE_OIDC_CLIENT"],
        "secret": environment["BEATWISE_OIDC_SECRET"],
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
