"""What people enter: values, commentary, re-basings, new measures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import BadInput, Conflict, MissingData, UserError
from beatwise.web.access.guard import needs
from beatwise.web.performance import commentary as commenting
from beatwise.web.performance import forms, from_rows, observations, selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.models import Observed, Rebased
from beatwise.web.performance.presenters import rating_cell
from beatwise.web.performance.views.measures import address_asks


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, name: str) -> HttpResponse:
    """Type in one value."""
    made = selectors.measure(name)
    form = forms.ObservationForm(
        selectors.areas(request.user),
        request.POST or None,
        yes_no=made.unit.name == "yes/no",
        area=address_asks(request).get("area", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = dict(form.cleaned_data)
            sure = given.pop("new_area", False)
            observations.observe(measure=name, given=given, by=request.user, new_area=sure)
        except (BadInput, Conflict) as error:
            _tell(form, error)
        else:
            messages.success(request, "The value was added.")
            return redirect("measure", name)
    about = f"Unit: {made.unit.name}. Rated by the rule as soon as it is saved."
    return _page(request, made, form, "Add a value", "Save", about)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Take a value out that should not be there."""
    made = selectors.measure(name)
    held = Observed.objects.filter(pk=key, measure=name, removed=False).first()
    if held is None:
        raise MissingData("there is no such value.", next_step="Open the measure.")
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        observations.take_out(key=key, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, "The value was taken out.")
        return redirect("measure", name)
    period = from_rows.period(held.period).words
    about = f"{held.value or 'No data'}, {held.area}, {period}. The history keeps it."
    return _page(request, made, form, "Take a value out", "Take it out", about)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def commentary(request: HttpRequest, name: str) -> HttpResponse:
    """Write on how a measure stands."""
    area = selectors.area_for(request.user, address_asks(request).get("area", ""))
    made = selectors.measure_in(selectors.measure(name), area)
    form = forms.CommentaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["text"]
            commenting.say(measure=name, text=text, area=area, by=request.user)
        except BadInput as error:
            _tell(form, error)
        else:
            messages.success(request, "The commentary was saved.")
            return _to_measure(name, area)
    row = rating_cell.row(selectors.one_row(made, area))
    about = " ".join(row["why"]) or row["reason"]
    return _page(request, made, form, "Write commentary", "Save", about)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def rebase(request: HttpRequest, name: str) -> HttpResponse:
    """Record a decision that a control chart's limits start afresh."""
    area = selectors.area_for(request.user, address_asks(request).get("area", ""))
    made = selectors.measure(name)
    form = forms.RebaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commenting.rebase(measure=name, area=area, by=request.user, **form.cleaned_data)
        except (BadInput, Conflict) as error:
            _tell(form, error)
        else:
            messages.success(request, "The limits start afresh.")
            return _to_measure(name, area)
    about = "A decision of people, with a reason. Limits never move by themselves."
    return _page(request, made, form, "Start the limits afresh", "Record the decision", about)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def withdraw_rebase(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Withdraw a re-basing."""
    made = selectors.measure(name)
    held = Rebased.objects.filter(pk=key, measure=name, withdrawn=False).first()
    if held is None:
        raise MissingData("there is no such re-basing.", next_step="Open the measure.")
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commenting.withdraw(key=key, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, "The re-basing was withdrawn.")
        return _to_measure(name, held.area)
    period = from_rows.period(held.starts).words
    about = f"Limits from {period}: {held.reason}"
    return _page(request, made, form, "Withdraw a re-basing", "Withdraw it", about)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest) -> HttpResponse:
    """Define new measures, each from its document."""
    form = forms.MeasuresForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        texts = [forms.read(file, form, "files") for file in form.cleaned_data["files"]]
        if form.is_valid():
            try:
                made = actions.define(texts=texts, by=request.user, place="the document")
            except UserError as error:
                form.add_error("files", forms.words(error))
            else:
                count = len(made)
                messages.success(request, f"{count} measure{'s were' if count != 1 else ' was'} "
                                          "defined.")  # fmt: skip
                return redirect("measure", made[0].measure) if count == 1 else redirect("measures")
    return render(request, "performance/new_measure.html", {"form": form})


def _page(
    request: HttpRequest, made: Any, form: Any, title: str, button: str, about: str
) -> HttpResponse:
    context = {"made": made, "form": form, "heading": title, "button": button, "about": about}
    return render(request, "performance/form.html", context)


def _tell(form: Any, error: UserError) -> None:
    place = error.place if error.place in form.fields else None
    form.add_error(place, forms.words(error))


def _to_measure(name: str, area: str) -> HttpResponse:
    address = reverse("measure", args=[name])
    if area == WHOLE_AREA:
        return redirect(address)
    from urllib.parse import urlencode

    return redirect(f"{address}?{urlencode({'area': area})}")
