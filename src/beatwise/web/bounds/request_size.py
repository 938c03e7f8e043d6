"""How large a request may be: its address and what it brings, before either is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from beatwise.errors import BadInput
from beatwise.web.pages import error_pages


LONGEST_QUERY = 4_000  # characters after the question mark
MOST_PARAMETERS = 60
LARGEST_BODY = 6_000_000  # bytes: the largest file, and the form around it
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
        if _length(request) > LARGEST_BODY:
            error = BadInput(
                f"A form and its file have at most {LARGEST_BODY // 1_000_000} MB together.",
                next_step="Make the file smaller, or divide it.",
            )
            return error_pages.error_page(request, error, status=TOO_LARGE)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    words = request.META.get("CONTENT_LENGTH") or "0"
    return int(words) if words.isdecimal() and len(words) < 20 else 0
