"""The API, put together from the parts that the apps offer."""

from __future__ import annotations

import json
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import import_string
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from beatwise.errors import UserError
from beatwise.web.access import tokens
from beatwise.web.access.guard import OPEN, OWN_CHECK
from beatwise.web.pages import rate_limit
from beatwise.web.pages.error_pages import status_of
from beatwise.web.registry import registry


CALLS = 600


class Token(HttpBearer):
    """``Authorization: Bearer bw_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> tokens.Caller | None:
        """Return the caller, or nothing; refuse a token that came over a line anyone can read."""
        if settings.HTTPS and not request.is_secure():
            raise HttpError(403, "Call over HTTPS, and make a new token: this one was readable.")
        return tokens.caller(token)


class Paced(BaseThrottle):
    """So many calls a minute of one account, whichever of its tokens it uses."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this call is still one of them."""
        caller = request.auth  # type: ignore[attr-defined]
        return rate_limit.count("calls", caller.account.pk) <= CALLS

    def wait(self) -> float:
        """Return how many seconds are left of the minute."""
        return rate_limit.MINUTE - time.time() % rate_limit.MINUTE


api = NinjaAPI(
    title="Beatwise office",
    version="1",
    description="The office's records. Tokens are made under Account, Access tokens.",
    auth=Token(),
    throttle=[Paced()],
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api-v1",
)
for prefix, where in registry.routers.items():
    api.add_router(prefix, import_string(where))


def _problem(request: HttpRequest, status: int, message: str, **more: str | None) -> HttpResponse:
    return api.create_response(request, {"message": message, **more}, status=status)


@api.exception_handler(UserError)
def _user_error(request: HttpRequest, error: UserError) -> HttpResponse:
    more = {"place": error.place, "next_step": error.next_step}
    return _problem(request, status_of(error), error.message, **more)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0] if error.errors else {}
    source, *where = first.get("loc", ()) or ("",)
    if source == "body" and where:
        where = ["given", *where[1:]]  # clients read this word, whatever a view calls its body
    place = ".".join(str(part) for part in (source, *where))
    more = {"place": place, "next_step": "Compare the request with openapi.json."}
    return _problem(request, 422, str(first.get("msg", "The request is not valid.")), **more)


@api.exception_handler(AuthenticationError)
def _unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = _problem(
        request,
        401,
        "The request has no valid token.",
        place="Authorization",
        next_step="Send Authorization: Bearer and a token.",
    )
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    place, step = None, "Compare the request with openapi.json."
    if error.status_code == 400:
        place, step = "body", "Send one JSON document, as openapi.json describes it."
    return _problem(request, error.status_code, str(error), place=place, next_step=step)


_SEE = "The addresses are in openapi.json."


def not_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address below /api/v1 that does not exist, as JSON."""
    body = {"message": "There is nothing at this address.", "place": rest, "next_step": _SEE}
    return HttpResponse(json.dumps(body), status=404, content_type="application/json")


not_here.needs = OPEN  # type: ignore[attr-defined]
# ``api.urls`` builds its views anew each time it is read: take it once, and mark those.
_paths = api.urls[0]
for _path in _paths:
    name = _path.name or ""
    _path.callback.needs = OPEN if name == "openapi-json" else OWN_CHECK

urlpatterns = [
    *_paths,
    path("<path:rest>", not_here, name="api_not_here"),
]
