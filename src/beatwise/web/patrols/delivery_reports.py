"""A measurement is taken in: the figures of ``fidelity.json`` beside a programme's live pages."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.history import audit
from beatwise.web.pages.form_data.plain_json import plain_json
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import DeliveryReport, Programme


FORMAT = "beatwise fidelity 1"  # of ``delivery.measurement.fidelity_json``
NEXT_STEP = "Give the fidelity.json that beatwise measure wrote."
LARGEST = 10_000_000
GRADES = ("A", "B", "C")
_NUMBERS = ("patrol_hours", "hot_spot_hours", "planned_hours")
_SPOT = ("hot_spot", "planned", "delivered", "full", "officer_minutes")


@dataclass(frozen=True, slots=True)
class SpotLine:
    """A hot spot of a measurement: visits planned, delivered and full, minutes by grade."""

    title: str
    planned: int
    delivered: int
    full: int
    minutes: Mapping[str, float]


def take_in(*, programme: Programme, content: bytes, by: Person) -> DeliveryReport:
    """Take a measurement of the programme's plan in; the same file again changes nothing.

    Raises ``BadInput`` for what is no measurement, or one of another plan.
    """
    if not roles.may(by, "patrols.export"):
        raise Refused(
            "your role does not import measurements.", next_step="Ask a performance officer."
        )
    figures = _read(content)
    if figures["plan"] != programme.name:
        raise BadInput(
            f"this measures the plan '{figures['plan']}'.",
            place="file",
            next_step=f"Give a measurement of '{programme.name}'.",
        )
    sha256 = hashlib.sha256(content).hexdigest()
    with audit.changing():
        row = programme.reports.filter(sha256=sha256).first()
        if row is None:
            first, last = (dt.date.fromisoformat(str(figures[name])) for name in ("from", "to"))
            row = DeliveryReport.objects.create(
                programme=programme, first=first, last=last, sha256=sha256, figures=figures, by=by
            )
            after = {"sha256": sha256, "from": first, "to": last}
            audit.write("programme.measured", programme.thing, by=by, after=after)
    return row


def spot_lines(person: Person, report: DeliveryReport) -> list[SpotLine]:
    """Return the hot spots of a measurement that a person may see."""
    spots = {s.name: s for s in selectors.visible_spots(person, report.programme, report.last)}
    return [
        SpotLine(
            spots[one["hot_spot"]].title, one["planned"], one["delivered"], one["full"],
            {grade: one["officer_minutes"].get(grade) or 0.0 for grade in GRADES},
        )
        for one in report.figures["hot_spots"]
        if one["hot_spot"] in spots
    ]  # fmt: skip


def partner_lines(person: Person, report: DeliveryReport) -> list[Mapping[str, object]]:
    """Return the partners of a measurement that a person may see."""
    if selectors.own_area(person) is None:
        return list(report.figures["partners"])
    own = selectors.partners(person, report.programme)
    return [one for one in report.figures["partners"] if one["partner"] in own]


def _read(content: bytes) -> dict[str, object]:
    if len(content) > LARGEST:
        raise BadInput(f"at most {LARGEST:,} bytes.", place="file", next_step=NEXT_STEP)
    try:
        figures = cast("dict[str, object]", plain_json(content))
        if figures["format"] != FORMAT:
            raise ValueError
        for name in ("from", "to"):
            dt.date.fromisoformat(str(figures[name]))
        _check(figures)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadInput("this is not a measurement.", place="file", next_step=NEXT_STEP) from None
    return figures


def _check(figures: Mapping[str, object]) -> None:
    """Raise ``ValueError`` or its kin where what the page shows is not there."""
    if not all(isinstance(figures[name], int | float) for name in _NUMBERS):
        raise ValueError
    for one in figures["hot_spots"]:  # type: ignore[attr-defined]
        if not all(name in one for name in _SPOT) or not isinstance(one["officer_minutes"], dict):
            raise ValueError
        if not all(isinstance(one[name], int) for name in ("planned", "delivered", "full")):
            raise ValueError
    for one in figures["partners"]:  # type: ignore[attr-defined]
        one["partner"], one["patrol_hours"], one["share"], one["hot_spot_hours"]
    figures["visits"]["delivered"], figures["visits"]["planned"]  # type: ignore[index]
    figures["hours_by_grade"], figures["target"], figures["cost"], figures["reliable"]
    figures["gps_share"]
