"""Where a form leads once it is saved: back to the list from which it was opened."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


NAME = "back"


def with_way_back(address: str, page: str) -> str:
    """Return the address of a form that leads back to a page of the office."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({NAME: page})}"


def way_back(request: HttpRequest) -> str | None:
    """Return the page of the office that a form was opened from; ``None`` when it names none.

    An address outside the office is none: nobody is led elsewhere by a link to a form.
    """
    address = request.GET.get(NAME, "")
    inside = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )
    return address if inside else None
