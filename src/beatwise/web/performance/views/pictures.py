"""Charts as pictures and as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import parse_etags
from django.views.decorators.http import require_GET

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import writers
from beatwise.web.pages import chart_cache
from beatwise.web.performance import exports, selectors
from beatwise.web.performance.presenters import comparison, control_chart
from beatwise.web.performance.views.file_pages import check_form
from beatwise.web.performance.views.measures import address_asks


@needs("performance.read")
@require_GET
def measure_chart(request: HttpRequest, name: str) -> HttpResponse:
    """Draw a measure's control chart in one area."""
    found, width = _line(request, name), _width(request)
    if not found.drawn:
        raise MissingData("there is no chart to draw yet.", next_step="Open the measure.")
    drawn_from = ["control", name, found.area, width, *found.drawn_from]
    return picture(request, drawn_from, lambda: found.svg(width))


@needs("performance.read")
@require_GET
def measure_chart_table(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Give a control chart's values, limits and signals as a file."""
    check_form(form)
    found = _line(request, name)
    return writers.answer(
        exports.chart(name, found.measure.title, control_chart.table(found)), form
    )


@needs("performance.read")
@require_GET
def peers_chart(request: HttpRequest, name: str) -> HttpResponse:
    """Draw a measure beside the most similar forces."""
    made, width = selectors.measure(name), _width(request)
    rows = list(selectors.observed(request.user, measure=name, area=WHOLE_AREA))
    compared = comparison.compared(made, rows, selectors.peers(name))
    found = compared.found if compared else None
    if found is None:
        raise MissingData("there is nothing to compare yet.", next_step="Open the measure.")
    drawn_from = ["peers", name, width, *comparison.drawn_from(found)]
    return picture(request, drawn_from, lambda: comparison.svg(found, made, width))


def picture(request: HttpRequest, drawn_from: Any, draw: Callable[[], str]) -> HttpResponse:
    """Answer with a kept drawing, or that the browser's own copy is still right."""
    mark = chart_cache.mark(drawn_from)
    if f'"{mark}"' in parse_etags(request.headers.get("If-None-Match", "")):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(chart_cache.near(mark, draw), content_type="image/svg+xml")
    answer.headers["ETag"] = f'"{mark}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _line(request: HttpRequest, name: str) -> control_chart.Line:
    area = selectors.area_for(request.user, address_asks(request).get("area", ""))
    made = selectors.measure_in(selectors.measure(name), area)
    rows = list(selectors.observed(request.user, measure=name, area=area))
    return control_chart.line(made, area, rows, selectors.rebased(name, area))


def _width(request: HttpRequest) -> int:
    return control_chart.NARROW if request.GET.get("narrow") else control_chart.WIDE
