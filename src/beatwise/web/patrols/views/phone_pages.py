"""Phones: the list, a new one with its code, trackers, and revoking."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.web.access.guard import needs
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_actions import act_on, make_from
from beatwise.web.patrols import selectors
from beatwise.web.patrols.forms import PhoneForm, TrackerForm, WhyForm
from beatwise.web.patrols.models import Tracker
from beatwise.web.patrols.phones import actions
from beatwise.web.patrols.phones.actions import PhoneCode
from beatwise.web.patrols.phones.qr_code import qr_picture


PHONES = "patrols.phones"
APP = "/patrols/phone/"
ADDRESSES = {
    Tracker.OWNTRACKS: "patrol_owntracks",
    Tracker.OVERLAND: "patrol_overland",
    Tracker.OSMAND: "patrol_osmand",
}


@needs(PHONES)
@require_GET
def phones(request: HttpRequest, key: int) -> HttpResponse:
    """List a programme's phones: numbers, never names."""
    programme = selectors.programme(key)
    rows = selectors.phones(request.user, programme).prefetch_related("trackers")
    return render(request, "patrols/phones.html", {"programme": programme, "phones": rows})


@needs(PHONES)
@never_cache
@require_http_methods(["GET", "POST"])
def new_phone(request: HttpRequest, key: int) -> HttpResponse:
    """Add a phone and show its code, once."""
    programme = selectors.programme(key)
    form = PhoneForm(selectors.partners(request.user, programme), request.POST or None)
    result = make_from(
        request,
        form,
        lambda answers: actions.add_phone(programme=programme, by=request.user, **answers),
    )
    if result is not None:
        return _code_page(request, result)
    return render(request, "patrols/phone_form.html", {"programme": programme, "form": form})


@needs(PHONES)
@never_cache
@require_POST
def new_code(request: HttpRequest, key: int) -> HttpResponse:
    """Make another code for a phone that has no key yet, and show it, once."""
    phone = selectors.phone(request.user, key)
    return _code_page(request, actions.renew_code(phone=phone, by=request.user))


@needs(PHONES)
@require_GET
def phone(request: HttpRequest, key: int) -> HttpResponse:
    """Show a phone, its trackers, and who looked at its tracks."""
    row = selectors.phone(request.user, key)
    patrols = row.patrol_shifts.select_related("shift")[:20]
    context = {"phone": row, "trackers": row.trackers.all(), "patrols": patrols}
    return render(request, "patrols/phone.html", context)


@needs(PHONES)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take a phone's key away."""
    row = selectors.phone(request.user, key)
    form = WhyForm(request.POST or None)
    done = act_on(
        request,
        form,
        lambda answers: actions.revoke(phone=row, by=request.user, **answers),
        f"{row} was revoked: nothing that it or its trackers send is accepted any more.",
    )
    if done:
        return redirect("patrol_phones", row.programme_id)
    context = {
        "form": form, "heading": f"Revoke {row}", "button": "Revoke",
        "back": reverse("patrol_phone", args=[key]), "back_words": str(row),
        "about": "Its key and those of its trackers stop working at once. What it has not sent "
        "can be saved from the phone as a file.",
    }  # fmt: skip
    return render(request, "patrols/ask_why.html", context)


@needs(PHONES)
@never_cache
@require_http_methods(["GET", "POST"])
def new_tracker(request: HttpRequest, key: int) -> HttpResponse:
    """Give a tracker a key and show it, once."""
    row = selectors.phone(request.user, key)
    form = TrackerForm(request.POST or None)
    result = make_from(
        request, form, lambda answers: actions.add_tracker(phone=row, by=request.user, **answers)
    )
    if result is None:
        return render(request, "patrols/tracker_form.html", {"phone": row, "form": form})
    address = request.build_absolute_uri(reverse(ADDRESSES[result.tracker.kind]))
    context = {"phone": row, "tracker": result.tracker, "key": result.key, "address": address}
    return render(request, "patrols/tracker_key.html", context)


@needs(PHONES)
@require_POST
def revoke_tracker(request: HttpRequest, key: int, tracker: int) -> HttpResponse:
    """Take a tracker's key away."""
    row = sure_row(
        selectors.phone(request.user, key).trackers.filter(pk=tracker),
        "there is no such tracker.",
        "Reload the page.",
    )
    actions.revoke_tracker(tracker=row, by=request.user)
    messages.success(request, "The tracker was revoked.")
    return redirect("patrol_phone", key)


def _code_page(request: HttpRequest, result: PhoneCode) -> HttpResponse:
    address = f"{request.build_absolute_uri(APP)}#enrol={result.code}"
    context = {
        "phone": result.phone, "code": result.code, "address": address,
        "picture": qr_picture(address),
    }  # fmt: skip
    return render(request, "patrols/code.html", context)
