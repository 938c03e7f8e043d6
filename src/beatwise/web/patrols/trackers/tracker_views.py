"""The addresses that trackers report to. Each is answered so that the tracker empties its queue.

A fix that is refused, and any fix of a revoked tracker, is answered like one that was stored: kept
in the tracker's queue it would be sent for ever. A key that is unknown is answered 401, so that a
mistake in setting up loses nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from beatwise.web.access.guard import open_to_all
from beatwise.web.pages import rate_limit
from beatwise.web.patrols.models import Tracker
from beatwise.web.patrols.phones import phone_keys
from beatwise.web.patrols.sync import phone_answers
from beatwise.web.patrols.sync.phone_answers import refuse
from beatwise.web.patrols.trackers import tracker_batch, tracker_fixes
from beatwise.web.patrols.trackers.tracker_fixes import Fix


LARGEST = 2_000_000
MOST_FIXES = 5_000
CALLS_A_MINUTE = 600  # a queue of a day without signal is sent one fix at a time
Read = Callable[[], Sequence[Fix]]


@csrf_exempt
@open_to_all
@require_POST
def owntracks(request: HttpRequest) -> HttpResponse:
    """Take an OwnTracks message: the key is the password, or ``?key=``."""
    key = request.GET.get("key") or _basic_password(request)
    return _take(
        request, Tracker.OWNTRACKS, key, lambda: tracker_fixes.owntracks(_json(request)),
        HttpResponse("[]", content_type="application/json"),
    )  # fmt: skip


@csrf_exempt
@open_to_all
@require_POST
def overland(request: HttpRequest) -> HttpResponse:
    """Take an Overland batch: the key is the access token, or ``?key=``."""
    key = request.GET.get("key") or _bearer(request)
    return _take(
        request, Tracker.OVERLAND, key, lambda: tracker_fixes.overland(_json(request)),
        HttpResponse('{"result":"ok"}', content_type="application/json"),
    )  # fmt: skip


@csrf_exempt
@open_to_all
@require_http_methods(["GET", "POST"])
def osmand(request: HttpRequest) -> HttpResponse:
    """Take a fix of OsmAnd or Traccar Client: the key is the device's identifier."""
    is_json = "json" in request.headers.get("Content-Type", "")
    body = _json(request) if is_json else None
    form = {} if is_json or request.method == "GET" else _form(request)
    query = {**form, **request.GET.dict()}
    stated = body.get("device_id") if isinstance(body, dict) else None
    key = query.get("id") or query.get("deviceid") or str(stated or "")
    return _take(
        request, Tracker.OSMAND, key,
        lambda: tracker_fixes.traccar(body) if is_json else tracker_fixes.osmand(query),
        HttpResponse(content_type="text/plain; charset=utf-8"),
    )  # fmt: skip


def _take(
    request: HttpRequest, kind: str, key: str, read: Read, success: HttpResponse
) -> HttpResponse:
    if settings.HTTPS and not request.is_secure():
        return refuse(phone_answers.NO_HTTPS)
    tracker = phone_keys.tracker_of(key, kind)
    if tracker is None:
        return refuse(phone_answers.KEY_UNKNOWN)
    if rate_limit.count("tracker", tracker.pk) > CALLS_A_MINUTE:
        return refuse(phone_answers.TOO_OFTEN)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return refuse(phone_answers.TOO_MANY)
    if tracker.revoked_at is None:
        tracker_batch.take(tracker, list(read())[:MOST_FIXES])
    return success


def _json(request: HttpRequest) -> object:
    """Return the body as JSON; what is no JSON holds no fix."""
    content = request.read(LARGEST + 1)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _form(request: HttpRequest) -> dict[str, str]:
    words = request.read(LARGEST + 1).decode("utf-8", errors="replace")
    return dict(parse_qsl(words, max_num_fields=50)) if words.count("&") < 50 else {}


def _bearer(request: HttpRequest) -> str:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _basic_password(request: HttpRequest) -> str:
    scheme, _, words = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        pair = base64.b64decode(words, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return pair.partition(":")[2]
