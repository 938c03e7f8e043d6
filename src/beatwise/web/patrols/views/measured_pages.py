"""What was measured: the figures that count, beside those of the day."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.web.access.guard import needs
from beatwise.web.pages.form_actions import make_from
from beatwise.web.patrols import delivery_reports, selectors
from beatwise.web.patrols.evaluations import evaluation_results
from beatwise.web.patrols.forms import EvaluationForm, MeasurementForm, ResultForm
from beatwise.web.patrols.views.live_pages import rights


@needs("patrols.read")
@require_GET
def measured(request: HttpRequest, key: int) -> HttpResponse:
    """Show a measurement: the latest, or the one asked for."""
    programme = selectors.programme(key)
    reports = programme.reports.select_related("by")
    words = request.GET.get("report", "")
    wanted = reports.filter(pk=int(words)) if words.isdecimal() and len(words) < 10 else reports
    report = wanted.first()
    context = {
        "programme": programme, "tab": "measured", "may": rights(request), "report": report,
        "reports": reports[:24], "evaluation": programme.evaluations.select_related("by").first(),
        "bound": selectors.own_area(request.user) is not None,
    }  # fmt: skip
    if report is not None:
        context["spots"] = delivery_reports.spot_lines(request.user, report)
        context["partners"] = delivery_reports.partner_lines(request.user, report)
        share = report.figures["gps_share"]
        context["gps_percent"] = None if share is None else round(100 * share)
    return render(request, "patrols/measured.html", context)


@needs("patrols.export")
@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest, key: int) -> HttpResponse:
    """Take in what beatwise measure wrote."""
    return _take_in(request, key, MeasurementForm, delivery_reports.take_in)


@needs("patrols.export")
@require_http_methods(["GET", "POST"])
def new_evaluation(request: HttpRequest, key: int) -> HttpResponse:
    """Take in what beatwise evaluate wrote."""
    return _take_in(request, key, EvaluationForm, evaluation_results.take_in)


def _take_in(
    request: HttpRequest, key: int, form_class: type[ResultForm], take_in: Callable[..., object]
) -> HttpResponse:
    programme = selectors.programme(key)
    form = form_class(request.POST or None, request.FILES or None)
    row = make_from(
        request,
        form,
        lambda answers: take_in(
            programme=programme, content=answers["file"].read(), by=request.user
        ),
    )
    if row is None:
        return render(request, "patrols/result_form.html", {"form": form, "programme": programme})
    messages.success(request, f"The {form.what} was imported.")
    return redirect("patrol_measured", key)
