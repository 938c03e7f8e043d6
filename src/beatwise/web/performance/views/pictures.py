"""Charts as pictures and as tables."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import writers
from beatwise.web.pages import chart_cache
from beatwise.web.performance import exports, gate, selectors
from beatwise.web.performance.observation_rows.selectors import (
    peers,
    rebasings,
)
from beatwise.web.performance.observation_rows.visible_areas import area_for
from beatwise.web.performance.presenters import chart_section, comparison, control_chart
from beatwise.web.performance.views.file_pages import check_form
from beatwise.web.performance.views.measures import address_filters


@needs("performance.read")
@require_GET
def measure_chart(request: HttpRequest, name: str) -> HttpResponse:
    """Draw a measure's control chart in one area."""
    line, width = _line(request, name), _width(request)
    if not line.is_drawable:
        raise MissingData("there is no chart to draw yet.", next_step="Open the measure.")
    source = ["control", name, line.area, width, *line.chart_source]
    return _picture(source, lambda: line.svg(width))


@needs("performance.read")
@require_GET
def measure_chart_table(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Give a control chart's values, limits and signals as a file."""
    check_form(form)
    line = _line(request, name)
    return writers.answer(exports.chart(name, line.measure.title, chart_section.table(line)), form)


@needs("performance.read")
@require_GET
def peers_chart(request: HttpRequest, name: str) -> HttpResponse:
    """Draw a measure beside the most similar forces."""
    measure, width = selectors.measure(name), _width(request)
    rows = gate.values(request.user, measure=name, area=WHOLE_AREA)
    result = comparison.compare_newest(measure, rows, peers(name))
    peer_group = result.comparison if result else None
    if peer_group is None:
        raise MissingData("there is nothing to compare yet.", next_step="Open the measure.")
    source = ["peers", name, width, *comparison.chart_source(peer_group)]
    return _picture(source, lambda: comparison.svg(peer_group, measure, width))


def _picture(source: list[object], draw: Callable[[], str]) -> HttpResponse:
    """Answer with a drawing that the office keeps, and the browser does not."""
    drawing = chart_cache.near(chart_cache.mark(source), draw)
    return HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")


def _line(request: HttpRequest, name: str) -> control_chart.Line:
    area = area_for(request.user, address_filters(request).get("area", ""))
    measure = gate.measure_in(request.user, selectors.measure(name), area)
    rows = gate.values(request.user, measure=name, area=area)
    return control_chart.line(measure, area, rows, rebasings(name, area))


def _width(request: HttpRequest) -> int:
    return control_chart.NARROW if request.GET.get("narrow") else control_chart.WIDE
