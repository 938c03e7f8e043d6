"""Which computers are near: the stated proxies, and this one."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

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


def is_this_computer(host: str) -> bool:
    """Whether a host is this computer, so that nobody listens between: also a socket's path."""
    if host in ("", "localhost") or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
