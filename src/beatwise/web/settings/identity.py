"""Signing in: an organisation's own accounts (OpenID Connect) beside the office's."""

from __future__ import annotations

from collections.abc import Mapping


def providers(environment: Mapping[str, str]) -> dict[str, object]:
    """Return one OpenID Connect server when ``BEATWISE_OIDC_SERVER`` is set, else nothing."""
    server = environment.get("BEATWISE_OIDC_SERVER")
    if not server:
        return {}
    app = {
        "provider_id": "organisation",
        "name": environment.get("BEATWISE_OIDC_NAME", "your organisation's account"),
        "client_id": environment["BEATWISE_OIDC_CLIENT"],
        "secret": environment["BEATWISE_OIDC_SECRET"],
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
