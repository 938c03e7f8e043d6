"""Errors that speak to the person who can act, as pages: what is wrong, where, and what next."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from beatwise.errors import BadInput, Conflict, MissingData, Refused, UsageError, UserError
from beatwise.web.access import guard
from beatwise.web.access.guard import open_to_all
from beatwise.web.pages.form_data import kept_forms


API = "/api/"
NOT_ALLOWED = 405
PLAIN = "text/plain; charset=utf-8"
STATUS: dict[type[UserError], int] = {
    UsageError: 400,
    BadInput: 422,
    MissingData: 404,
    Refused: 403,
    Conflict: 409,
}


def status_of(error: UserError) -> int:
    """Return the HTTP status that says what kind of error it is."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def sentence(error: UserError) -> str:
    """Return an error as a sentence and, where it has one, its next step."""
    words = error.message[:1].upper() + error.message[1:]
    return " ".join(filter(None, (words, error.next_step)))


class ErrorPages:
    """The middleware that answers a view's ``UserError`` with a page; others stay a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a method that an address of the API does not take gets JSON too."""
        response = self.get_response(request)
        if response.status_code != NOT_ALLOWED or not request.path.startswith(API):
            return response
        error = UsageError(
            f"{request.method} is not for this address.",
            next_step=f"Use one of: {response.headers.get('Allow', '')}.",
        )
        answer = error_page(request, error, status=NOT_ALLOWED)
        answer.headers["Allow"] = response.headers.get("Allow", "")
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a user's error with its page."""
        if not isinstance(error, UserError):
            return None
        return error_page(request, error)


def error_page(request: HttpRequest, error: UserError, *, status: int = 0) -> HttpResponse:
    """Return one error as a page; as JSON to a program that calls the API."""
    if request.path.startswith(API):
        body = {"message": error.message, "place": error.place, "next_step": error.next_step}
        return JsonResponse(body, status=status or status_of(error))
    context = {
        "message": error.message,
        "place": error.place,
        "next_step": error.next_step,
        "kept": kept_forms.keep(request, anew=isinstance(error, Conflict)),
        "above": _above(request) if isinstance(error, MissingData) else "",
    }
    return render(request, "pages/error.html", context, status=status or status_of(error))


def _above(request: HttpRequest) -> str:
    """Return the nearest address above what is not there that this person may open, if any.

    It names fewer things: of a record's history that is the list, and not the record.
    """
    path, names = request.path.rstrip("/"), 1
    if request.resolver_match:
        names = len(request.resolver_match.kwargs)
    while path := path.rpartition("/")[0]:
        match = guard.opened(request.user, f"{path}/")
        if match and len(match.kwargs) < names:
            return f"{path}/"
    return ""


@open_to_all
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token: most often a page left open over a sign-out."""
    kept_forms.forget(request)
    error = Refused(
        "This form is no longer valid. Nothing was saved.",
        next_step="Go back to the form and send it again.",
    )
    return error_page(request, error)


@open_to_all
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error of ours; the form that met it is kept where the database still answers."""
    error = Refused(
        "The office cannot do this now: the error is ours.",
        next_step="Try again in a minute. If it happens again, tell whoever runs the office.",
    )
    try:
        return error_page(request, error, status=500)
    except Exception:  # the page itself needs what is broken
        return HttpResponse(f"{error.message} {error.next_step}", PLAIN, status=500)


@open_to_all
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that is malformed or larger than any form of the office."""
    request.user = AnonymousUser()  # the session may be what cannot be read
    request.form_owner = None  # and so may the form
    error = UsageError(
        "This request cannot be read: it has too many fields, or too much in one.",
        next_step="Go back, and send less at once.",
    )
    return error_page(request, error)


@open_to_all
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that does not exist."""
    error = MissingData(
        "There is no page at this address.",
        next_step="Check the address, or start from the home page.",
    )
    return error_page(request, error)


@open_to_all
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer someone whose role may not open the page."""
    error = Refused(
        "Your role does not open this page.",
        next_step="Ask a governance officer if you need it for your work.",
    )
    return error_page(request, error)
