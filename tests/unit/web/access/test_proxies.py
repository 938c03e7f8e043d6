"""Whose address a request has, when proxies stand in front."""

from __future__ import annotations

import pytest

from beatwise.errors import UsageError
from beatwise.web.access.proxies import StatedProxies, visitor
from beatwise.web.settings.networks import stated


@pytest.mark.parametrize(
    ("near", "chain", "proxies", "wanted"),
    [
        ("10.0.0.1", "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "10.0.0.0/24", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.0/24", "10.0.0.3"),
        ("10.0.0.1", "", "10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", "<script>", "10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9, nonsense, 10.0.0.2", "10.0.0.0/24", "10.0.0.2"),
        ("10.0.0.1", "203.0.113.9:4711", "10.0.0.1", "203.0.113.9"),
        ("10.0.0.1", "[2001:db8::1]:443", "10.0.0.1", "2001:db8::1"),
        ("::ffff:10.0.0.1", "::ffff:203.0.113.9", "10.0.0.1", "203.0.113.9"),
    ],
)
def test_the_visitor_is_who_the_last_stated_proxy_saw(near, chain, proxies, wanted):
    """From the right, the first address that is no stated proxy; what is none ends the chain."""
    assert visitor(near, chain, stated(proxies)) == wanted


@pytest.mark.parametrize(
    ("near", "proxies", "wanted"),
    [
        ("127.0.0.1", "", "https"),
        ("203.0.113.9", "", None),
        ("10.0.0.1", "10.0.0.1", "https"),
        ("127.0.0.1", "10.0.0.1", None),
    ],
)
def test_without_stated_proxies_only_this_computer_says_https(near, proxies, wanted):
    """Who reaches the office from elsewhere does not pass for having come over HTTPS."""
    from django.test import RequestFactory, override_settings

    with override_settings(PROXIES=stated(proxies)):
        seen = []
        request = RequestFactory().get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_PROTO="https")
        StatedProxies(lambda r: seen.append(r.META.get("HTTP_X_FORWARDED_PROTO")))(request)
    assert seen == [wanted]


@pytest.mark.parametrize("words", ["nginx", "10.0.0.1/24", "10.0.0.1;10.0.0.2"])
def test_what_is_no_address_is_refused_with_the_next_step(words):
    """A misspelt setting stops the office instead of believing nobody, or everybody."""
    with pytest.raises(UsageError, match="not an address"):
        stated(words)
