"""What a phone is answered: JSON, never kept by a cache, and refusals with their next step."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from beatwise.web.access.guard import OWN_CHECK
from beatwise.web.pages import rate_limit
from beatwise.web.patrols.models import Phone
from beatwise.web.patrols.phones import phone_keys


LARGEST = 500_000
CALLS_A_MINUTE, CODES_A_MINUTE = 120, 10
PhoneView = Callable[[HttpRequest, Phone], HttpResponse]


class Refusal(NamedTuple):
    """A refusal: the status of HTTP, the reason as a word, and what to say."""

    status: int
    reason: str
    message: str
    next_step: str


KEY_UNKNOWN = Refusal(
    401, "key_unknown", "The office does not know this key.", "Enrol this phone with a new code."
)
KEY_REVOKED = Refusal(
    401, "key_revoked", "This phone was revoked.", "Save what it has to a file and enrol it again."
)
NO_HTTPS = Refusal(
    403, "no_https", "The key came over a line that others can read.", "Use https:// and a new key."
)
NOT_JSON = Refusal(400, "not_json", "The body is not JSON.", "Send one JSON object in UTF-8.")
NOT_UNDERSTOOD = Refusal(
    400, "not_understood", "The request is not what it should be.", "See the reference."
)
TOO_MANY = Refusal(413, "too_many", "This is too much for one request.", "Send at most 200 items.")
TOO_OFTEN = Refusal(429, "too_often", "Too many requests in a minute.", "Wait, then go on.")
NO_SHIFT = Refusal(404, "no_shift", "This phone has no such shift.", "Read the pack again.")


def answer(body: Mapping[str, object], status: int = 200) -> HttpResponse:
    """Return a JSON answer."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=status, content_type="application/json")


def refuse(refusal: Refusal) -> HttpResponse:
    """Return a refusal as JSON."""
    words = {"message": refusal.message, "reason": refusal.reason, "next_step": refusal.next_step}
    response = answer(words, refusal.status)
    if refusal.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if refusal.status == 429:
        response.headers["Retry-After"] = str(rate_limit.MINUTE)
    return response


def for_phones(view: PhoneView) -> Callable[[HttpRequest], HttpResponse]:
    """Let in a phone by its key alone: no session, no cookie, no form's token."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if settings.HTTPS and not request.is_secure():
            return refuse(NO_HTTPS)
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        phone = phone_keys.phone_of(key.strip()) if scheme.lower() == "bearer" else None
        if phone is None:
            return refuse(KEY_UNKNOWN)
        if phone.revoked_at is not None:
            return refuse(KEY_REVOKED)
        if rate_limit.count("phone", phone.pk) > CALLS_A_MINUTE:
            return refuse(TOO_OFTEN)
        return view(request, phone)

    checked.needs = OWN_CHECK  # type: ignore[attr-defined]
    return checked


def body_of(request: HttpRequest) -> dict[str, object] | Refusal:
    """Return the JSON object of a request, or why there is none."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return TOO_MANY
    content = request.read(LARGEST + 1)
    if len(content) > LARGEST:
        return TOO_MANY
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return NOT_JSON
    return body if isinstance(body, dict) else NOT_UNDERSTOOD


def moment(at: dt.datetime) -> str:
    """Return a time as phones read it: UTC, to the millisecond."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
