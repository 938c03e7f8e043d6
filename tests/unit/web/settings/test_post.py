"""How letters leave the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.web.settings.post import post


@pytest.mark.parametrize(
    ("address", "starts_with_tls", "turns_to_tls"),
    [
        ("smtps://a:b@mail.example", True, False),
        ("smtp://a:b@mail.example:587", False, True),
        ("smtp://10.0.0.9", False, True),
        ("smtp://127.0.0.1:2525", False, False),
    ],
)
def test_letters_go_by_tls(address: str, starts_with_tls: bool, turns_to_tls: bool) -> None:
    """ASVS 12.3.1: never in the clear to another computer."""
    settings = post(address, Path())
    assert (settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (starts_with_tls, turns_to_tls)
