"""The proxies that stand in front of the office, as ``BEATWISE_PROXIES`` states them."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from beatwise.errors import UsageError


Network = IPv4Network | IPv6Network


def stated(words: str) -> tuple[Network, ...]:
    """Return the networks of ``BEATWISE_PROXIES``: addresses or networks, parted by commas."""
    try:
        return tuple(ip_network(part.strip()) for part in words.split(",") if part.strip())
    except ValueError as error:
        raise UsageError(
            f"this is not an address or a network: {error}.",
            place="BEATWISE_PROXIES",
            next_step="Give the proxies' addresses, such as 127.0.0.1,10.0.0.0/24.",
        ) from None
