"""What was walked and what an evaluation found, as recipes name them: ``measure``, ``evaluate``.

They are the programmes' newest: a measurement once its last day is as old as public figures are,
and an evaluation under a protocol that was locked before the outcome was known. Everybody reads a
paper, so totals are there and no hot spot, day or hour; a file that is named goes before them.
"""

from __future__ import annotations

import datetime as dt

from beatwise.publication.papers.compose import EVALUATE, MEASURE
from beatwise.publication.papers.figure_book import Result
from beatwise.web.patrols.live.public_figures import DELAY
from beatwise.web.patrols.models import DeliveryReport, EvaluationResult


_MEASUREMENT_FIELDS = (
    "plan", "provider", "from", "to", "patrol_hours", "hot_spot_hours", "hours_by_grade",
    "planned_hours", "gps_share", "distance_filter_devices", "shifts", "visits", "overlap",
    "regularity", "planned_regularity", "target", "cost", "abstraction", "partners", "months",
    "notes",
)  # fmt: skip
_EVALUATION_FIELDS = (
    "title", "verdict", "sentence", "marks", "alpha", "inference", "unit_of_inference", "units",
    "months", "weeks", "power", "primary", "secondary", "next_day", "delivery", "strength",
    "value", "theory_gaps",
)  # fmt: skip


def results(day: dt.date) -> dict[str, Result]:
    """Return the newest measurement and the newest evaluation that a paper of a day may print."""
    by_name: dict[str, Result] = {}
    measured = DeliveryReport.objects.filter(last__lte=day - DELAY).first()
    if measured is not None:
        values = {name: measured.figures.get(name) for name in _MEASUREMENT_FIELDS}
        by_name[MEASURE] = Result(values, "beatwise measure", measured.sha256)
    evaluated = EvaluationResult.objects.first()
    if evaluated is not None:
        lock = {"hash": evaluated.lock, "locked": evaluated.locked.isoformat()}
        values = {name: evaluated.figures.get(name) for name in _EVALUATION_FIELDS}
        values["made_from"] = {"lock": lock}
        by_name[EVALUATE] = Result(values, "beatwise evaluate", evaluated.sha256)
    return by_name
