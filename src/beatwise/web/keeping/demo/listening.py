"""What the invented county says: one consultation reported, one open, and its areas on a map."""

from __future__ import annotations

import datetime as dt
import json

from django.utils import timezone

from beatwise import data
from beatwise.publication.maps.place_marks import AreaOutline
from beatwise.web.accounts.models import Account
from beatwise.web.consultations import consulting, survey_answers
from beatwise.web.consultations.models import Consultation, Question
from beatwise.web.registers.ground import area_outlines


# Each answer of the invented survey: how many gave it, and the pounds it stands for.
_ANSWERS = (
    ("No increase", "412", "0"),
    ("£5 a year", "365", "5"),
    ("£10 a year", "298", "10"),
    ("£15 a year", "129", "15"),
)


def fill(people: dict[str, Account]) -> None:
    """Hold a survey on the precept and report it; open another consultation."""
    by, today = people["governance"], timezone.localdate()
    survey = consulting.plan(
        values={
            "title": "Survey on the precept", "audience": "Residents", "statutory": True,
            "channels": "Online, libraries", "opens": today - dt.timedelta(days=90),
            "closes": today - dt.timedelta(days=60),
        },
        by=by,
    )  # fmt: skip
    labels = "\n".join(label for label, _, _ in _ANSWERS)
    question = {"words": "Which increase for policing would you support?", "labels": labels}
    survey_answers.ask(consultation=survey.number, values=question, by=by)
    for name in ("open", "close"):
        _step(survey, name, by)
    _results(survey, by)
    _step(survey, "report", by)
    plan = consulting.plan(
        values={"title": "What should the next plan put first?", "audience": "Residents, partners",
                "opens": today, "closes": today + dt.timedelta(days=42)},
        by=by,
    )  # fmt: skip
    themes = {"words": "What matters most?", "kind": "several",
              "labels": "Visible patrols\nCall answering\nHelp for victims"}  # fmt: skip
    survey_answers.ask(consultation=plan.number, values=themes, by=by)
    _step(plan, "open", by)
    _outline(by)


def _outline(by: Account) -> None:
    """Draw the county's areas under the map of engagements."""
    areas = json.loads(data.text("outlines", "invented-county.json"))
    shapes = [AreaOutline(name, rings) for name, rings in areas.items()]
    area_outlines.load(areas=shapes, source="invented-county.json", by=by)


def _results(survey: Consultation, by: Account) -> None:
    survey.refresh_from_db()
    outcome = {"responses": "1204", "weighting": "Not weighted."}
    consulting.enter_outcome(number=survey.number, version=survey.version, values=outcome, by=by)
    question = Question.objects.get(consultation=survey)
    rows = [{"count": count, "amount": amount} for _, count, amount in _ANSWERS]
    survey_answers.enter(
        consultation=survey.number, number=question.number, version=question.version,
        values={"base": "1204"}, rows=rows, by=by,
    )  # fmt: skip


def _step(row: Consultation, name: str, by: Account) -> None:
    row.refresh_from_db()
    consulting.step(number=row.number, version=row.version, name=name, why="", by=by)
