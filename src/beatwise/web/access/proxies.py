"""Where a request comes from, when proxies stand in front: read only from those that are stated.

``BEATWISE_PROXIES`` lists their addresses or networks. The address that the last stated proxy saw
is then the visitor's, for sessions, limits, lockout and the record; whatever a visitor wrote into
``X-Forwarded-For`` stands further left and is not read. Without the setting, or from anybody else,
the header is dropped unread; ``X-Forwarded-Proto`` is then believed from this computer alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from beatwise.web.settings.networks import Network


LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


class StatedProxies:
    """The first middleware: it settles ``REMOTE_ADDR`` for everyone after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response, self.networks = get_response, settings.PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, with the visitor's address."""
        chain = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        near = request.META.get("REMOTE_ADDR", "")
        if is_stated(near, self.networks):
            request.META["REMOTE_ADDR"] = visitor(near, chain, self.networks)
        elif self.networks or not is_stated(near, LOOPBACK):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.get_response(request)


def visitor(near: str, chain: str, networks: Iterable[Network]) -> str:
    """Return the last address of the chain that no stated proxy has; words that are none end it."""
    networks = tuple(networks)
    for part in reversed(chain.split(",")):
        address = _plain(part)
        if address is None:
            break
        near = address
        if not is_stated(address, networks):
            break
    return near


def is_stated(address: str, networks: Iterable[Network]) -> bool:
    """Whether an address is one of the stated proxies."""
    words = _plain(address)
    return words is not None and any(ip_address(words) in network for network in networks)


def _plain(words: str) -> str | None:
    """Return an address without its port and brackets, as IPv4 where it is one; else ``None``."""
    words = words.strip()
    if words.startswith("["):
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:
        words = words.partition(":")[0]
    try:
        address = ip_address(words)
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)
