"""Sentences that a measure's own values support, with references: what was, and never why.

A suggestion is offered, not inserted; its figures are references, so it stays right when a value
is restated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.publication.papers.writing.measure_figures import (
    LATEST,
    MeasureSeries,
    figure,
    period_before,
    period_name,
    year_before,
)
from beatwise.publication.papers.writing.paper_figures import NoFigure, reference_of


def suggestions(series: MeasureSeries) -> tuple[str, ...]:
    """Return sentences about a measure's newest value; none where it has no value."""
    with suppress(NoFigure):
        if not series.at(LATEST).hidden:
            return tuple(_sentences(series))
    return ()


def _sentences(series: MeasureSeries) -> Iterator[str]:
    newest = series.at(LATEST)
    path = series.path(period_name(newest.period) or LATEST)
    place = "" if series.area == WHOLE_AREA else f" in {series.area}"
    when = f"{'on' if newest.period.on else 'in'} {{{path} | period}}"
    opening = f"{series.measure.title}{place}: {{{path}}} {when}"
    yield f"{opening}."
    forms = {"change from last year": year_before, "change from before": period_before}
    printed: set[str] = set()
    for form, other in forms.items():
        with suppress(NoFigure):
            change = figure(series, LATEST, form)
            if change.words not in printed and not change.hidden:
                printed.add(change.words)
                before = series.path(period_name(other(newest.period)))
                yield f"{opening}, {reference_of(path, form)} ({{{before}}})."
    if series.measure.expectation.target is not None:
        yield f"{opening}; the plan expects {reference_of(path, 'target')}."
