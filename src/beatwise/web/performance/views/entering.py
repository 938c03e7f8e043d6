"""What people enter: values, commentary, re-basings, new measures."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from beatwise.accountability.measures.due import PeriodChoices, next_periods
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.years.judged_value import is_by_year
from beatwise.errors import BadInput, UserError
from beatwise.web.access.guard import needs
from beatwise.web.pages.form_actions import show_error
from beatwise.web.pages.form_data import check_answers, reason_fields
from beatwise.web.performance import commentary as comments
from beatwise.web.performance import forms, from_rows, observations, selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.definitions.definition_form import MeasureForm, define_from_words
from beatwise.web.performance.observation_rows import removal
from beatwise.web.performance.observation_rows.selectors import newest_part, period_words
from beatwise.web.performance.observation_rows.visible_areas import area_for, areas
from beatwise.web.performance.presenters import rating_cell
from beatwise.web.performance.views.measure_form import FormPage, form_page, removal_page
from beatwise.web.performance.views.measures import address_filters


BY_YEAR = (
    "It is rated by a rolling year. Give its months or quarters where they are known: the year is "
    "formed from them and control limits are drawn from them. A percentage or rate needs its "
    "numerator and denominator for that."
)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, name: str) -> HttpResponse:
    """Type in one value."""
    measure = selectors.measure(name)
    area = address_filters(request).get("area", "")
    parts_first = bool(address_filters(request).get("parts"))
    coming, before = _periods(measure, area or WHOLE_AREA, parts_first=parts_first)
    form = forms.ObservationForm(
        areas(request.user),
        request.POST or None,
        periods=[period.words for period in (*coming, *before)],
        period=coming[0].words if coming else "",
        yes_no=measure.unit.name == "yes/no",
        area=area,
    )
    about = f"Unit: {measure.unit.name}. Rated by the rule as soon as it is saved."
    about += f" {BY_YEAR}" if is_by_year(measure) else ""
    page = FormPage("Add a value", "Save", about, "The value was added.")
    reasons = reason_fields.reasons(form)

    def save(cells: dict[str, str]) -> str:
        new_area = bool(cells.pop("new_area", ""))
        observations.observe(
            measure=name, cells=cells, by=request.user, new_area=new_area, reasons=reasons
        )
        return WHOLE_AREA

    return form_page(request, measure, form, page, save)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Take a value out that should not be there."""
    measure = selectors.measure(name)
    row = removal.find(removal.VALUE, key, measure=name)
    period = from_rows.period(row.period).words
    about = f"{row.value or 'No data'}, {row.area}, {period}. The history keeps it."
    page = FormPage("Withdraw a value", "Continue", about, "The value was withdrawn.")
    remove = partial(observations.take_out, key=key, by=request.user)
    return removal_page(request, measure, page, remove, row.area)


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

    return form_page(request, measure, forms.CommentaryForm(request.POST or None), page, save)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def rebase(request: HttpRequest, name: str) -> HttpResponse:
    """Record a decision that a control chart's limits start afresh."""
    area = area_for(request.user, address_filters(request).get("area", ""))
    measure = selectors.measure(name)
    about = "A decision of people, with a reason. Limits never move by themselves."
    page = FormPage(
        "Start the limits afresh", "Continue", about, "The limits start afresh.", check=area
    )

    def save(cells: dict[str, str]) -> str:
        starts, reason = cells["starts"], cells["reason"]
        comments.rebase(measure=name, area=area, starts=starts, reason=reason, by=request.user)
        return area

    starts = address_filters(request).get("starts", "")
    form = forms.RebaseForm(
        period_words(name, area or WHOLE_AREA), request.POST or None, initial={"starts": starts}
    )
    return form_page(request, measure, form, page, save)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def withdraw_rebase(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Withdraw a re-basing."""
    measure = selectors.measure(name)
    decision = removal.find(removal.REBASING, key, measure=name)
    period = from_rows.period(decision.starts).words
    about = f"Limits from {period}: {decision.reason}"
    page = FormPage("Withdraw a re-basing", "Continue", about, "The re-basing was withdrawn.")
    remove = partial(comments.withdraw, key=key, by=request.user)
    return removal_page(request, measure, page, remove, decision.area)


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest) -> HttpResponse:
    """Define a new measure in a form, looked at before it is saved; or several from documents."""
    documents = bool(request.FILES) or "documents" in request.POST
    form = forms.MeasuresForm(request.POST if documents else None, request.FILES or None)
    data = request.POST if request.method == "POST" and not documents else None
    measure_form = MeasureForm(data, strategy=request.GET.get("strategy", ""))
    if data:
        name, page = _defined(request, measure_form)
        if page or name:
            return page or redirect("measure", name)
    if documents and request.method == "POST" and form.is_valid():
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
    context = {"form": measure_form, "documents": form}
    return render(request, "performance/new_measure.html", context)


def _defined(request: HttpRequest, form: MeasureForm) -> tuple[str, HttpResponse | None]:
    """Return the measure that a form defined, or the page that shows it before it is saved.

    Neither where something is wrong: that is in the form.
    """
    if check_answers.is_sent_back(request) or not form.is_valid():
        return "", None
    act = partial(define_from_words, words=form.cleaned_data, by=request.user)
    try:
        if check_answers.is_checked(request):
            row = act()
            messages.success(request, "The measure was defined.")
            return row.measure, None
        check_answers.try_out(act)
    except BadInput as error:
        show_error(form, error)
        return "", None
    context = {
        "what": "A new measure",
        "answers": check_answers.answers(form),
        "sent": check_answers.as_sent(request),
    }
    return "", render(request, "pages/check.html", context)


def _periods(measure: Measure, area: str, *, parts_first: bool = False) -> PeriodChoices:
    """Return the periods that a value may be given for: of a rolling year, those of its parts too.

    The parts come first where there are some already, or where they are asked for.
    """
    day = selectors.today()
    latest = selectors.one_row(measure, area).latest
    if not is_by_year(measure):
        return next_periods(measure, latest, day)
    newest = newest_part(measure.id, area)
    parts = next_periods(measure, newest, day, side_by_side=True)
    years = next_periods(measure, latest, day) if latest else PeriodChoices((), ())
    first, last = (parts, years) if newest or parts_first or not latest else (years, parts)
    return PeriodChoices((*first.coming, *last.coming), (*first.before, *last.before))
