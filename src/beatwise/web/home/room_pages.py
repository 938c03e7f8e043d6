"""The pages of the rooms, of a quarter in them, and of what a body switches off."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.catalogue.rooms import rooms
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.home import quarter, switches
from beatwise.web.home.menu import menu_of, titles
from beatwise.web.pages.form_actions import Answers, act_on
from beatwise.web.pages.rate_limit import limit_rate


@needs("office.enter")
@require_GET
def room(request: HttpRequest, name: str) -> HttpResponse:
    """Show what stands in a room for this person."""
    visible_room = next((each for each in menu_of(request) if each.name == name), None)
    if visible_room is None:
        raise MissingData("there is no such room for your role.", next_step="Start from home.")
    may_switch = roles.may(request.user, switches.PERMISSION)
    return render(request, "home/room.html", {"room": visible_room, "may_switch": may_switch})


@needs(switches.PERMISSION)
@require_http_methods(["GET", "POST"])
def rooms_in_use(request: HttpRequest) -> HttpResponse:
    """Say what the body uses, for everybody or for one role."""
    role = request.GET.get("role", "")
    role = role if role in roles.table() else switches.EVERYBODY
    form = _UseForm(role, request.POST or None)

    def act(_: Answers) -> None:
        switches.switch(off=form.off(), role=role, by=request.user)

    if act_on(request, form, act, "What is used was saved."):
        return redirect(f"{request.path}?role={role}")
    context = {"form": form, "role": role, "roles": roles.choices()}
    return render(request, "home/rooms_in_use.html", context)


class _UseForm(forms.Form):
    """One box a line of the rooms: ticked is used."""

    def __init__(self, role: str, data: object = None):
        super().__init__(data)  # type: ignore[arg-type]
        off = switches.own_keys_off(role)
        allowed = set(switches.switchable())
        for each in rooms()[:-1]:
            choices_here = [(k, title) for k, title in titles(each).items() if k in allowed]
            if choices_here:
                self.fields[each.name] = forms.MultipleChoiceField(
                    label=each.title,
                    required=False,
                    choices=choices_here,
                    initial=[key for key, _ in choices_here if key not in off],
                    widget=forms.CheckboxSelectMultiple,
                )

    def off(self) -> list[str]:
        """Return the keys that are not ticked; call it after ``is_valid``."""
        return [
            key
            for name, field in self.fields.items()
            for key, _ in field.choices  # type: ignore[attr-defined]
            if key not in self.cleaned_data[name]
        ]


@needs("registers.read")
@require_GET
def quarter_page(request: HttpRequest) -> HttpResponse:
    """Show what happened in a quarter, room by room."""
    filters = download.filters(request)
    first, last = quarter.period(filters)
    context = {
        "first": first,
        "last": last,
        "rooms": quarter.rooms_of(request.user, first, last),
        "query": urlencode({"from": first.isoformat(), "to": last.isoformat()}),
        "formats": listings.formats("quarter"),
    }
    return render(request, "home/quarter.html", context)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def quarter_export(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """Give the quarter as a file."""
    return download.answer(request, "quarter", form)
