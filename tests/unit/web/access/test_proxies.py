"""Whose address a request has, when proxies stand in front."""

from __future__ import annotations

import pytest

from beatwise.errors import UsageError
from beatwise.web.access.proxies import visitor
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


@pytest.mark.parametrize("words", ["nginx", "10.0.0.1/24", "10.0.0.1;10.0.0.2"])
def test_what_is_no_address_is_refused_with_the_next_step(words):
    """A misspelt setting stops the office instead of believing nobody, or everybody."""
    with pytest.raises(UsageError, match="not an address"):
        stated(words)
