"""Pages of dashboards: the list, one dashboard, its files and documents, and loading one's own."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.measures.observation_rows import YEARS_BACK
from beatwise.accountability.row_reader import day
from beatwise.errors import BadInput, MissingData, UserError
from beatwise.web.access.guard import needs
from beatwise.web.dashboards import actions, panels, selectors
from beatwise.web.dashboards.dashboard_definition import Dashboard
from beatwise.web.dashboards.forms import DashboardForm
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.exports import download, writers
from beatwise.web.pages.forms import WhyForm
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.paper_tables import disagreements, presenter
from beatwise.web.paper_tables.models import Disagreement
from beatwise.web.performance import gate
from beatwise.web.performance import selectors as performance


@needs("performance.read")
@require_GET
def dashboards(request: HttpRequest) -> HttpResponse:
    """List the dashboards."""
    context = {"dashboards": selectors.every(), "defines": _defines(request)}
    return render(request, "dashboards/list.html", context)


@needs("performance.read")
@require_GET
def dashboard(request: HttpRequest, name: str) -> HttpResponse:
    """Show a dashboard: each panel's chart, table and files."""
    definition = selectors.one(name)
    strategy = request.GET.get("strategy", "")[:80]
    on = _on(request)
    on_page = panels.page(definition, request.user, strategy, on)
    context = {
        "dashboard": definition,
        "panels": on_page,
        "marked": any(item["marked"] for item in on_page),
        "on": on,
        "rates": panels.has_ratings(definition),
        "query": urlencode({k: v for k, v in (("strategy", strategy), ("on", on or "")) if v}),
        "disagreements": presenter.disagreements(_disagreements(request, definition)),
        "formats": [(form, words) for form, (words, _) in writers.FORMATS.items()],
        "versions": selectors.versions(name),
        "strategy": strategy,
        "defines": _defines(request),
        "gated": not gate.sees_exact(request.user),
    }
    return render(request, "dashboards/dashboard.html", context)


@needs("performance.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def panel_export(request: HttpRequest, name: str, number: int, form: str) -> HttpResponse:
    """Give a panel's table as a file."""
    definition = selectors.one(name)
    if form not in writers.FORMATS or not 1 <= number <= len(definition.panels):
        raise MissingData("there is no such file.", next_step="Open the dashboard.")
    panel = definition.panels[number - 1]
    strategy = request.GET.get("strategy", "")[:80]
    view = panels.show(panel, Data(request.user, panel.needs, _on(request), strategy))
    answer: HttpResponse = writers.answer(panels.listing(definition, panel, view), form)  # type: ignore[assignment]
    return answer


@needs("performance.read")
@require_GET
def dashboard_document(request: HttpRequest, name: str) -> HttpResponse:
    """Give a dashboard's document, to be read or to begin one's own from."""
    answer = HttpResponse(selectors.document(name), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return answer


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def load_dashboard(request: HttpRequest) -> HttpResponse:
    """Load a dashboard of one's own."""
    form = DashboardForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.load(text=form.text(), why=form.cleaned_data["why"], by=request.user)
        except UserError as error:
            form.add_error(*_field_error(error))
        else:
            messages.success(request, f"The dashboard “{row.title}” was loaded.")
            return redirect("dashboard", row.name)
    return render(request, "dashboards/load.html", {"form": form})


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def take_away_dashboard(request: HttpRequest, name: str) -> HttpResponse:
    """Take an office's own dashboard away."""
    versions = selectors.versions(name)
    if not versions or not versions[0].text:
        raise MissingData(
            "the office has no dashboard of its own by that name.",
            next_step="A dashboard that comes with Beatwise cannot be removed.",
        )
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_away(name=name, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, "The dashboard was removed.")
        return redirect("dashboards")
    context = {"form": form, "version": versions[0]}
    return render(request, "dashboards/take_away.html", context)


def _on(request: HttpRequest) -> dt.date | None:
    """Return the day that an address asks to rate as on; none when it asks for today."""
    on, now = day({"on": request.GET.get("on", "")[:20]}, "on"), performance.today()
    if on is not None and abs(on.year - now.year) > YEARS_BACK:
        raise BadInput(
            f"measures cannot be rated as on {on}.",
            place="on",
            next_step=f"Choose a day at most {YEARS_BACK} years from today.",
        )
    return on


def _disagreements(request: HttpRequest, definition: Dashboard) -> list[Disagreement]:
    """Return what disagrees in a dashboard's tables; its figures have not passed the gate."""
    return disagreements.of_tables(definition.tables) if gate.sees_exact(request.user) else []


def _defines(request: HttpRequest) -> bool:
    return roles.may(request.user, "performance.define")


def _field_error(error: UserError) -> tuple[str, str]:
    place = error.place if error.place == "why" else "file"
    where = f"{error.place}: " if error.place and place == "file" else ""
    return place or "file", " ".join(filter(None, (f"{where}{error.message}", error.next_step)))
