"""The app's tables: the programme and its plan, phones, and what was handed in."""

from __future__ import annotations

from beatwise.web.patrols.models.delivery_report import DeliveryReport
from beatwise.web.patrols.models.devices import Phone, Tracker
from beatwise.web.patrols.models.evaluation_result import EvaluationResult
from beatwise.web.patrols.models.observed import PatrolEvent, PatrolShift, Ping, Stay
from beatwise.web.patrols.models.paper import PaperRow
from beatwise.web.patrols.models.patrol_programme import HotSpot, PlanShift, Programme
from beatwise.web.patrols.models.watch import Alert, Notice, TrackLook


__all__ = [
    "Alert", "DeliveryReport", "EvaluationResult", "HotSpot", "Notice", "PaperRow",
    "PatrolEvent", "PatrolShift",
    "Phone", "Ping", "PlanShift", "Programme", "Stay", "TrackLook", "Tracker",
]  # fmt: skip
