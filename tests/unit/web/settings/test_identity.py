"""Which organisation's server may say who somebody is."""

from __future__ import annotations

import pytest

from beatwise.errors import UsageError
from beatwise.web.settings.identity import providers


KEYS = {"BEATWISE_OIDC_CLIENT": "beatwise", "BEATWISE_OIDC_SECRET": "a secret"}


@pytest.mark.parametrize(
    "server",
    [
        "http://login.example.org",
        "http://10.0.0.8/realms/a",
        "login.example.org",
        "ftp://x",
        "http:",
    ],
)
def test_a_server_that_is_not_asked_over_https_is_refused(server: str) -> None:
    """ASVS 12.3.1: whoever stands on the line could sign in as anyone."""
    with pytest.raises(UsageError, match="over HTTPS alone") as caught:
        providers({**KEYS, "BEATWISE_OIDC_SERVER": server})
    assert caught.value.place == "BEATWISE_OIDC_SERVER"


@pytest.mark.parametrize("server", ["https://login.example.org", "http://127.0.0.1:8080/a"])
def test_https_and_this_computer_are_taken(server: str) -> None:
    """On this computer nobody listens between."""
    [app] = providers({**KEYS, "BEATWISE_OIDC_SERVER": server})["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": server}


def test_without_a_server_there_is_none() -> None:
    """Nothing is asked of anybody."""
    assert providers({}) == {}
