"""What people enter: values, commentary, re-basings, new measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.measures.due import PeriodChoices, next_periods
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import BadInput, Conflict, UserError
from beatwise.web.access.guard import needs
from beatwise.web.pages.form_actions import show_error
from beatwise.web.pages.form_data import reason_fields
from beatwise.web.pages.forms import WhyForm
from beatwise.web.pages.way_back import way_back
from beatwise.web.performance import commentary as comments
from beatwise.web.performance import forms, from_rows, observations, selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.observation_rows import removal
from beatwise.web.performance.observation_rows.visible_areas import area_for, areas
from beatwise.web.performance.presenters import rating_cell
from beatwise.web.performance.views.measures import address_filters


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, name: str) -> HttpResponse:
    """Type in one value."""
    measure = selectors.measure(name)
    area = address_filters(request).get("area", "")
    coming, before = _periods(measure, area or WHOLE_AREA)
    form = forms.ObservationForm(
        areas(request.user),
        request.POST or None,
        periods=[period.words for period in (*coming, *before)],
        period=coming[0].words if coming else "",
        yes_no=measure.unit.name == "yes/no",
        area=area,
    )
    about = f"Unit: {measure.unit.name}. Rated by the rule as soon as it is saved."
    page = FormPage("Add a value", "Save", about, "The value was added.")
    reasons = reason_fields.reasons(form)

    def save(cells: dict[str, str]) -> str:
        new_area = bool(cells.pop("new_area", ""))
        observations.observe(
            measure=name, cells=cells, by=request.user, new_area=new_area, reasons=reasons
        )
        return WHOLE_AREA

    return _form_page(request, measure, form, page, save)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Take a value out that should not be there."""
    measure = selectors.measure(name)
    row = removal.find(removal.VALUE, key, measure=name)
    period = from_rows.period(row.period).words
    about = f"{row.value or 'No data'}, {row.area}, {period}. The history keeps it."
    page = FormPage("Take a value out", "Take it out", about, "The value was taken out.")
    remove = partial(observations.take_out, key=key, by=request.user)
    return _removal_page(request, measure, page, remove, WHOLE_AREA)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def commentary(request: HttpRequest, name: str) -> HttpResponse:
    """Write on how a measure stands."""
    area = area_for(request.user, address_filters(request).get("area", ""))
    measure = selectors.measure_in(selectors.measure(name), area)
    row = rating_cell.row(selectors.one_row(measure, area))
    about = " ".join(row["why"]) or row["reason"]
    page = FormPage("Write commentary", "Save", about, "The commentary was saved.")

    def save(cells: dict[str, str]) -> str:
        comments.say(measure=name, text=cells["text"], area=area, by=request.user)
        return area

    return _form_page(request, measure, forms.CommentaryForm(request.POST or None), page, save)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def rebase(request: HttpRequest, name: str) -> HttpResponse:
    """Record a decision that a control chart's limits start afresh."""
    area = area_for(request.user, address_filters(request).get("area", ""))
    measure = selectors.measure(name)
    about = "A decision of people, with a reason. Limits never move by themselves."
    page = FormPage(
        "Start the limits afresh", "Record the decision", about, "The limits start afresh."
    )

    def save(cells: dict[str, str]) -> str:
        starts, reason = cells["starts"], cells["reason"]
        comments.rebase(measure=name, area=area, starts=starts, reason=reason, by=request.user)
        return area

    starts = address_filters(request).get("starts", "")
    form = forms.RebaseForm(request.POST or None, initial={"starts": starts})
    return _form_page(request, measure, form, page, save)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def withdraw_rebase(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Withdraw a re-basing."""
    measure = selectors.measure(name)
    decision = removal.find(removal.REBASING, key, measure=name)
    period = from_rows.period(decision.starts).words
    about = f"Limits from {period}: {decision.reason}"
    page = FormPage("Withdraw a re-basing", "Withdraw it", about, "The re-basing was withdrawn.")
    remove = partial(comments.withdraw, key=key, by=request.user)
    return _removal_page(request, measure, page, remove, decision.area)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest) -> HttpResponse:
    """Define new measures, each from its document."""
    form = forms.MeasuresForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        texts = [forms.read(file, form, "files") for file in form.cleaned_data["files"]]
        if form.is_valid():
            try:
                rows = actions.define(texts=texts, by=request.user, place="the document")
            except UserError as error:
                form.add_error("files", forms.words(error))
            else:
                count = len(rows)
                messages.success(request, f"{count} measure{'s were' if count != 1 else ' was'} "
                                          "defined.")  # fmt: skip
                return redirect("measure", rows[0].measure) if count == 1 else redirect("measures")
    return render(request, "performance/new_measure.html", {"form": form})


def _periods(measure: Measure, area: str) -> PeriodChoices:
    """Return the periods that a value may be given for."""
    latest = selectors.one_row(measure, area).latest
    return next_periods(measure, latest, selectors.today())


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words of a page with one form: its heading, its button, what it is about, and success."""

    heading: str
    button: str
    about: str
    success: str


def _form_page(
    request: HttpRequest,
    measure: Measure,
    form: Form,
    page: FormPage,
    save: Callable[[dict[str, str]], str],
) -> HttpResponse:
    """Show a form about a measure; save it, and go back to the list it was opened from.

    Opened from nowhere else, it leads to the measure in the area that ``save`` names.
    """
    if request.method == "POST" and form.is_valid():
        try:
            area = save(reason_fields.answers(form))
        except (BadInput, Conflict) as error:
            show_error(form, error)
        else:
            messages.success(request, page.success)
            back = way_back(request)
            return redirect(back) if back else _to_measure(measure.id, area)
    context = {
        "measure": measure,
        "form": form,
        "heading": page.heading,
        "button": page.button,
        "about": page.about,
    }
    return render(request, "performance/form.html", context)


def _removal_page(
    request: HttpRequest, measure: Measure, page: FormPage, remove: Callable[..., object], area: str
) -> HttpResponse:
    """Ask for a reason, take something of a measure out, and go on to the measure in its area."""

    def save(cells: dict[str, str]) -> str:
        remove(why=cells["why"])
        return area

    return _form_page(request, measure, WhyForm(request.POST or None), page, save)


def _to_measure(name: str, area: str) -> HttpResponse:
    address = reverse("measure", args=[name])
    if area == WHOLE_AREA:
        return redirect(address)
    return redirect(f"{address}?{urlencode({'area': area})}")
