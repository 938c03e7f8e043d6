"""Own letters and feeds, and the feeds themselves, which a program fetches with a key."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData, Refused
from beatwise.web.access.guard import needs, open_to_all
from beatwise.web.pages.error_pages import error_page
from beatwise.web.pages.form_actions import act_on, make_from
from beatwise.web.pages.rate_limit import TOO_OFTEN, count
from beatwise.web.tasks import choices, feeds, forms
from beatwise.web.tasks.models import FeedKey


A_MINUTE = 20  # of one key


@needs("own.account")
@require_http_methods(["GET", "POST"])
def own_letters(request: HttpRequest) -> HttpResponse:
    """Choose which letters come."""
    now = choices.choice_of(request.user)
    start = {"digest": now.digest, "at_once": now.at_once}
    form = forms.LettersForm(request.POST or None, initial=start)
    if act_on(
        request,
        form,
        lambda answers: choices.choose(**answers, by=request.user),
        "Your choice was saved.",
    ):
        return redirect("own_letters")
    return render(request, "tasks/letters.html", {"form": form})


@needs("own.account")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def own_feeds(request: HttpRequest) -> HttpResponse:
    """Show the keys of the own feeds, and make one; its addresses are shown once."""
    form = forms.FeedForm(request.POST or None)
    result = make_from(request, form, lambda answers: choices.make_key(**answers, by=request.user))
    keys = FeedKey.objects.filter(account=request.user).select_related("account")
    context = {"form": forms.FeedForm() if result else form, "keys": keys}
    if result:
        context["addresses"] = [
            _base(request) + reverse(name, args=[result[1]])
            for name in ("feed_calendar", "feed_atom")
        ]
    return render(request, "tasks/feeds.html", context)


@needs("own.account")
@require_POST
def revoke_feed(request: HttpRequest, key: int) -> HttpResponse:
    """Close one of the own keys."""
    choices.revoke_key(key=key, by=request.user)
    messages.success(request, "The key is closed.")
    return redirect("own_feeds")


@open_to_all
@require_safe
def atom(request: HttpRequest, words: str) -> HttpResponse:
    """Give the tasks of a key's owner as an Atom feed."""
    return _feed(request, words, feeds.atom, "application/atom+xml; charset=utf-8")


@open_to_all
@require_safe
def icalendar(request: HttpRequest, words: str) -> HttpResponse:
    """Give the deadlines of a key's owner as a calendar."""
    return _feed(request, words, feeds.icalendar, "text/calendar; charset=utf-8")


def _feed(
    request: HttpRequest, words: str, make: Callable[[Person, str], str], kind: str
) -> HttpResponse:
    """Return a feed to who has its key; a key that is closed is as unknown as any other."""
    rows = FeedKey.objects.filter(hash=choices.digest_of(words)).select_related("account")
    key = rows.first()
    if key is None or not key.valid or not roles.may(key.account, "own.account"):
        raise MissingData("there is no such feed.", next_step="Make a key under Account, Feeds.")
    if count("feeds", key.pk) > A_MINUTE:
        error = Refused("Too many requests in one minute.", next_step="Fetch it every hour.")
        return error_page(request, error, status=TOO_OFTEN)
    return HttpResponse(make(key.account, _base(request)), content_type=kind)


def _base(request: HttpRequest) -> str:
    """Return the beginning of the office's addresses, without a slash at its end."""
    return settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
