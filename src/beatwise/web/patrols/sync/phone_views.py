"""The addresses that a phone calls; docs/reference/phone-sync.md is their description."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from beatwise.web.access.guard import open_to_all
from beatwise.web.pages import rate_limit
from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Phone, Ping
from beatwise.web.patrols.phones import enrolment_code
from beatwise.web.patrols.retention import KEEP
from beatwise.web.patrols.sync import phone_answers, sync_batch
from beatwise.web.patrols.sync.clock_offset import SendingClock
from beatwise.web.patrols.sync.phone_answers import Refusal, answer, for_phones, moment, refuse
from beatwise.web.patrols.sync.shift_pack import BATCH, etag_of, shift_pack
from beatwise.web.patrols.sync.sync_items import read_item, read_moment


MOST_DAYS = 7
CODE = {
    "code_over": "This code is not known, or its 15 minutes are over.",
    "code_spent": "This code was used before.",
}


@csrf_exempt
@open_to_all
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Give a key for a code, once."""
    if settings.HTTPS and not request.is_secure():
        return refuse(phone_answers.NO_HTTPS)
    address = request.META.get("REMOTE_ADDR", "")
    body = phone_answers.body_of(request)
    if isinstance(body, Refusal):
        return refuse(body)
    code = body.get("code")
    if not isinstance(code, str) or not code or len(code) > 100:
        return refuse(phone_answers.NOT_UNDERSTOOD)
    if rate_limit.count("phone-codes", address) > phone_answers.CODES_A_MINUTE:
        return refuse(phone_answers.TOO_OFTEN)
    enrolment = enrolment_code.spend(code)
    if enrolment.phone is None:
        words = CODE[enrolment.reason]
        return refuse(Refusal(410, enrolment.reason, words, "Ask for a new code."))
    phone = enrolment.phone
    facts = {"key": enrolment.key, "phone": str(phone), "partner": phone.partner}
    facts |= {"programme": phone.programme.name, "server_time": moment(timezone.now())}
    return answer(facts, 201)


@require_GET
@for_phones
def pack(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Give the shifts of the phone's partner; nothing when the phone has them already."""
    days = request.GET.get("days", "1")
    if not (days.isascii() and days.isdecimal() and len(days) == 1 and 1 <= int(days) <= MOST_DAYS):
        return refuse(phone_answers.NOT_UNDERSTOOD)
    now = timezone.now()
    contents = shift_pack(phone, int(days), now)
    etag = etag_of(contents)
    if etag in [mark.strip() for mark in request.headers.get("If-None-Match", "").split(",")]:
        response = HttpResponse(status=304)
    else:
        response = answer({**contents, "server_time": moment(now)})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_POST
@for_phones
def sync(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Take in what a phone recorded, and answer for each item."""
    body = phone_answers.body_of(request)
    if isinstance(body, Refusal):
        return refuse(body)
    entries = body.get("items")
    if not isinstance(entries, list):
        return refuse(phone_answers.NOT_UNDERSTOOD)
    if len(entries) > BATCH:
        return refuse(phone_answers.TOO_MANY)
    clock = _clock(body, timezone.now())
    answers = sync_batch.take(phone, [read_item(entry) for entry in entries], clock)
    if answers is None:
        return refuse(phone_answers.KEY_REVOKED)
    return answer({"server_time": moment(timezone.now()), "answers": answers})


@require_GET
@for_phones
def digest(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Say which items of a shift the office has, in one number and one digest."""
    name = request.GET.get("shift", "")
    shifts = phone.programme.shifts.filter(name=name[:200], partner=phone.partner)
    if "\x00" in name or not shifts.exists():
        return refuse(phone_answers.NO_SHIFT)
    events = PatrolEvent.objects.filter(phone=phone, shift_name=name)
    accepted = events.filter(accepted=True)
    ids = list(accepted.values_list("uuid", flat=True))
    span = accepted.aggregate(first_seq=Min("seq"), last_seq=Max("seq"))
    rejected = events.filter(accepted=False).count()
    facts = {"shift": name, "count": len(ids), "digest": sync_batch.digest_of(ids)}
    return answer({**facts, **span, "rejected": rejected})


@require_GET
@for_phones
def own_track(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Show a phone its own track, as long as the office has it."""
    name = request.GET.get("shift", "")
    patrols = PatrolShift.objects.select_related("shift").filter(phone=phone)
    patrol = None if "\x00" in name else patrols.filter(shift__name=name[:200]).first()
    if patrol is None:
        return refuse(phone_answers.NO_SHIFT)
    pings = Ping.objects.filter(patrol=patrol).order_by("time")
    points = [[p.lon, p.lat, moment(p.time), p.accuracy] for p in pings]
    until = None if patrol.hold else moment(patrol.shift.ends + KEEP)
    return answer({"shift": name, "kept_until": until, "points": points})


def _clock(body: dict[str, object], now: dt.datetime) -> SendingClock:
    session, mono = body.get("session"), body.get("mono")
    is_number = isinstance(mono, int | float) and not isinstance(mono, bool)
    return SendingClock(
        now,
        read_moment(body.get("sent_at")),
        session if isinstance(session, str) else "",
        float(mono) if is_number else None,  # type: ignore[arg-type]
    )
