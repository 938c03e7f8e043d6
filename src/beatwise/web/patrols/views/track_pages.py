"""A shift as it was walked: its events, its track (a look is logged), holds, start and stop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.web.access.guard import needs
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_actions import act_on
from beatwise.web.patrols import actions, selectors
from beatwise.web.patrols.forms import StartForm, WhyForm
from beatwise.web.patrols.live.track_map import track_picture
from beatwise.web.patrols.models import Ping
from beatwise.web.patrols.views.live_pages import rights


MOST_EVENTS = 500


@needs("patrols.read")
@require_GET
def patrol(request: HttpRequest, key: int) -> HttpResponse:
    """Show a shift as it was walked: visits and events, never positions."""
    row = selectors.patrol(request.user, key)
    titles = {spot.name: spot.title for spot in selectors.spots(row.shift.programme)}
    events = row.events.filter(accepted=True).exclude(kind="fix").order_by("time", "seq")
    stays = [(titles.get(stay.spot, stay.spot), stay) for stay in row.stays.all()]
    context = {
        "patrol": row, "programme": row.shift.programme, "stays": stays,
        "events": events[:MOST_EVENTS], "fixes": row.pings.count(), "looks": row.looks.all(),
        "may": rights(request),
    }  # fmt: skip
    return render(request, "patrols/patrol.html", context)


@needs("patrols.tracks")
@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest, key: int) -> HttpResponse:
    """Ask why, note it, and show the track."""
    row = selectors.patrol(request.user, key)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.look(patrol=row, by=request.user, **form.cleaned_data)
        pings = list(Ping.objects.filter(patrol=row).order_by("time"))
        spots = selectors.spots(row.shift.programme)
        context = {"patrol": row, "pings": len(pings), "picture": track_picture(pings, spots)}
        return render(request, "patrols/track.html", context)
    context = {
        "form": form, "heading": f"View the track of {row.phone}", "button": "Show the track",
        "back": reverse("patrol_shift", args=[key]), "back_words": "The shift",
        "about": "Viewing it is logged with your account and the reason, and the log can be read "
        "on the shift's page.",
    }  # fmt: skip
    return render(request, "patrols/ask_why.html", context)


@needs("patrols.manage")
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, key: int) -> HttpResponse:
    """Keep a shift's positions for a dispute or a legal hold, or no longer."""
    row = selectors.patrol(request.user, key)
    form = WhyForm(request.POST or None)
    wanted = not row.hold
    done = act_on(
        request,
        form,
        lambda answers: actions.set_hold(patrol=row, hold=wanted, by=request.user, **answers),
        "The positions are on hold." if wanted else "The hold was released.",
    )
    if done:
        return redirect("patrol_shift", key)
    heading = "Put the positions on hold" if wanted else "Release the hold"
    context = {
        "form": form, "heading": heading, "button": heading,
        "back": reverse("patrol_shift", args=[key]), "back_words": "The shift",
        "about": "Positions are deleted after 31 days. A hold keeps those of this shift until it "
        "is released.",
    }  # fmt: skip
    return render(request, "patrols/ask_why.html", context)


@needs("patrols.phones")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, key: int, shift: int) -> HttpResponse:
    """Start a shift for a phone that only has a tracker."""
    programme = selectors.programme(key)
    row = sure_row(
        selectors.shifts(request.user, programme).filter(pk=shift),
        "there is no such shift here.",
        "Open Today.",
    )
    phones = selectors.phones(request.user, programme).filter(partner=row.partner, revoked_at=None)
    form = StartForm(list(phones), request.POST or None)
    done = act_on(
        request,
        form,
        lambda answers: actions.start_shift(
            phone=selectors.phone(request.user, int(answers["phone"])), shift=row, by=request.user
        ),
        "The shift was started.",
    )
    if done:
        return redirect("patrol_today", key)
    context = {
        "form": form, "heading": f"Start {row}", "button": "Start the shift",
        "back": reverse("patrol_today", args=[key]), "back_words": "Today",
        "about": "For a phone that only has a background tracker. Positions are taken from now on.",
    }  # fmt: skip
    return render(request, "patrols/ask_why.html", context)


@needs("patrols.phones")
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """Stop a shift from the office."""
    row = selectors.patrol(request.user, key)
    actions.stop_shift(patrol=row, by=request.user)
    messages.success(request, "The shift was stopped.")
    return redirect("patrol_today", row.shift.programme_id)
