"""How large a request may be: its address and what it brings, before either is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from beatwise.errors import BadInput
from beatwise.web.bounds import file_limits
from beatwise.web.pages import error_pages


LONGEST_QUERY = 4_000  # characters after the question mark
MOST_PARAMETERS = 60
LARGEST_BODY = 6_000_000  # bytes: the largest file, and the form around it
LARGEST_IMPORT = file_limits.OF_THE_WORKER.size + 1_000_000  # the same, on the page of an import
IMPORT_PAGE = "/import/"  # how the address of such a page ends
TOO_LONG, TOO_LARGE = 414, 413


class RequestSize:
    """The middleware that refuses what is larger than any page of the office needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or say what is too large."""
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or query.count("&") >= MOST_PARAMETERS:
            error = BadInput(
                f"An address has at most {LONGEST_QUERY:,} characters and {MOST_PARAMETERS} parts.",
                next_step="Remove filters, or start from the list.",
            )
            return error_pages.error_page(request, error, status=TOO_LONG)
        if _length(request) > (most := _most(request)):
            error = BadInput(
                f"A form and its file have at most {most // 1_000_000} MB together.",
                next_step="Make the file smaller, or divide it.",
            )
            return error_pages.error_page(request, error, status=TOO_LARGE)
        return self.get_response(request)


def _most(request: HttpRequest) -> int:
    """Return how much a request may bring: on a page of an import more, of whoever signed in."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return LARGEST_IMPORT if signed_in and request.path.endswith(IMPORT_PAGE) else LARGEST_BODY


def _length(request: HttpRequest) -> int:
    words = request.META.get("CONTENT_LENGTH") or "0"
    return int(words) if words.isdecimal() and len(words) < 20 else 0
