"""The middleware by which a page that only reads is of one moment of the history."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from beatwise.web.history.cache import one_moment


READS = ("GET", "HEAD")


class PageMoment:
    """Looks at the history once for a request that reads; one that changes something always."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        if request.method not in READS:
            return self.get_response(request)
        with one_moment():
            return self.get_response(request)
