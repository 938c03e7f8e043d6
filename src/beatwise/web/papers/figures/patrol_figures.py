"""Figures of patrols: hours and visits as they were measured, and what a locked evaluation found.

``{patrols.1.patrol_hours}`` and ``{evaluation.1.sentence}``, by the programme's number. A paper is
read by everybody, so a measurement is there once its last day is as old as public figures are.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from beatwise.clock import day_words
from beatwise.publication.papers.figure_book import as_printed
from beatwise.publication.papers.writing.paper_figures import (
    NoFigure,
    PaperFigure,
    record_number,
    reference_of,
)
from beatwise.web.patrols.live import public_figures
from beatwise.web.patrols.models import DeliveryReport, EvaluationResult, Programme


PATROLS, EVALUATION = "patrols", "evaluation"
HOURS = {
    "patrol_hours": "hours on patrol",
    "planned_hours": "hours planned",
    "hot_spot_hours": "hours in hot spots",
}
VISITS = {"visits": "delivered", "planned_visits": "planned"}
DAYS = ("from", "to")
NO_CHANGE = {"percent": None, "interval": None, "p_value": None}  # where no ratio exists
RESULTS = ("title", "verdict", "sentence", "change", "interval", "p_value", "locked", "marks")


def delivery(path: str, day: dt.date) -> PaperFigure:
    """Return a figure of a programme's newest public measurement; raise ``NoFigure``."""
    programme, field = _programme(path)
    report = public_figures.measured(programme, day)
    if report is None:
        raise NoFigure(
            f"{programme} has no measurement that is {public_figures.DELAY.days} days old. Import "
            "what beatwise measure wrote."
        )
    words, value, unit = _measured(report, field)
    return PaperFigure(
        reference_of(f"{PATROLS}.{path}", ""), words, f"{programme}, {field.replace('_', ' ')}",
        value, unit, period=f"{day_words(report.first)} to {day_words(report.last)}",
        source=f"beatwise measure, {report.sha256[:16]}",
    )  # fmt: skip


def evaluation(path: str) -> PaperFigure:
    """Return a figure of the newest result of a programme's evaluation; raise ``NoFigure``."""
    programme, field = _programme(path)
    row = programme.evaluations.first()
    if row is None:
        raise NoFigure(
            f"{programme} has no evaluation under a locked protocol. Import what beatwise "
            "evaluate wrote."
        )
    words, value, unit = _result_words(row, field)
    return PaperFigure(
        reference_of(f"{EVALUATION}.{path}", ""), words, f"{row.figures['title']}, {field}",
        value, unit,
        source=f"beatwise evaluate, protocol locked on {day_words(row.locked)}, {row.lock[:16]}",
        as_known_on=timezone.localdate(row.taken_in).isoformat(),
    )  # fmt: skip


def _programme(path: str) -> tuple[Programme, str]:
    number, _, field = path.partition(".")
    row = Programme.objects.filter(pk=record_number(number)).first()
    if row is None:
        raise NoFigure(
            f"There is no programme '{number}'. Give the number in its address, as in patrols.1.to."
        )
    return row, field


Printed = tuple[str, str, str]  # the words, the number in full, its unit


def _measured(report: DeliveryReport, field: str) -> Printed:
    figures = report.figures
    if field in HOURS:
        hours = float(figures[field])
        return f"{hours:,.0f}", f"{hours:g}", "hours"
    if field in VISITS:
        visits = figures["visits"][VISITS[field]]
        return f"{visits:,}", f"{visits}", "visits"
    if field in DAYS:
        return day_words(report.first if field == "from" else report.last), "", ""
    known = ", ".join((*HOURS, *VISITS, *DAYS))
    raise NoFigure(f"A measurement has no '{field}'. It has: {known}.")


def _result_words(row: EvaluationResult, field: str) -> Printed:
    if field not in RESULTS:
        raise NoFigure(f"An evaluation has no '{field}'. It has: {', '.join(RESULTS)}.")
    figures = row.figures
    inside = figures["primary"]["inside"] or NO_CHANGE
    if field == "change" and inside["percent"] is not None:
        return _change(inside["percent"]), f"{inside['percent']}", "%"
    if field == "interval" and inside["interval"]:
        return " to ".join(map(_change, inside["interval"])), "", "%"
    if field == "p_value" and inside["p_value"] is not None:
        return f"{inside['p_value']:.3f}", f"{inside['p_value']}", ""
    words = {
        **{name: figures[name] for name in ("title", "verdict", "sentence")},
        "locked": day_words(row.locked),
        "marks": " ".join(figures["marks"]),
    }.get(field, "")
    if not words:
        raise NoFigure(f"The evaluation of {row.programme} has no {field.replace('_', ' ')}.")
    return words, "", ""


def _change(number: float | None) -> str:
    return "no limit" if number is None else as_printed(number, "change", EVALUATION)
