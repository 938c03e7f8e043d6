"""What the demo's office has on record of its patrols, as a panel may ask for it.

The decision is published, the force's advice concluded, a consultation reported, the budget
published; and the programme of patrols leads to its decision and advice.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from beatwise.accountability.questions import EVERY
from beatwise.accountability.registers.read_toml import definition
from beatwise.clock import financial_year
from beatwise.web.accounts.models import Account
from beatwise.web.budget import budget_actions, presenters
from beatwise.web.budget import selectors as budgets
from beatwise.web.consultations import consulting, survey_answers
from beatwise.web.consultations.models import Consultation, Question
from beatwise.web.keeping.demo.days import day_text
from beatwise.web.keeping.demo.records import take_step
from beatwise.web.registers import actions as records
from beatwise.web.registers.models import Record


People = dict[str, Account]
DECISION = "Foot patrols in three market towns for six months"
PROGRAMME = "Hot spot patrols"
# Each answer of the invented survey, and how many gave it.
_ANSWERS = (("Somebody on foot", 335), ("Calls answered sooner", 212), ("Better lighting", 118),
            ("Something else", 47))  # fmt: skip
_THEMES = ("Seeing the same faces from week to week", "Groups by the station after school",
           "Shops that no longer report every theft")  # fmt: skip


def fill(people: People) -> None:
    """Publish the decision and the advice, report what people said, and join them up."""
    decision = _record("decisions", DECISION)
    take_step(decision, "publish", people["governance"])
    advice = _advice(people)
    _join(decision, advice, people["commissioning"])
    _consultation(decision, people["governance"])
    _budget(people["governance"])


def _record(register: str, heading: str) -> Record:
    return Record.objects.get(register=register, heading=heading)


def _advice(people: People) -> Record:
    office, chief = people["governance"], people["commissioner"]
    values = {
        "proposal": "Patrols on foot in the market towns' hot spots, in daylight",
        "proposed_on": day_text(-75),
        "adviser": "Assistant Chief Constable",
        "advised_on": day_text(-58),
        "advice": "Keep clear of the two streets where operations are planned this spring.",
        "outcome": "Modified",
        "reason": "Two streets were taken off the routes until the operations are over.",
        "publishable": "The force asked that streets with planned operations be left out. They "
        "were left out of the routes.",
    }  # fmt: skip
    register = definition("advice")
    advice = records.make(register=register, values=values, by=office, reasons={EVERY: "Invented."})
    for step, by in (("advise", office), ("conclude", chief), ("publish", office)):
        take_step(advice, step, by)
    return advice


def _join(decision: Record, advice: Record, by: Account) -> None:
    programme = _record("programmes", PROGRAMME)
    values = {
        "decision": str(decision.number), "advice": str(advice.number),
        "funding": "Crime prevention fund, its first line",
    }  # fmt: skip
    records.change(
        register=definition("programmes"), number=programme.number, version=programme.version,
        values=values, by=by, reasons={EVERY: "Invented."},
        why="Its decision, advice and fund are on record now.",
    )  # fmt: skip


def _consultation(decision: Record, by: Account) -> None:
    """Report a survey of shoppers, with the themes that were heard beside it."""
    today = timezone.localdate()
    row = consulting.plan(
        values={
            "title": "Your town centre: what would help", "audience": "Shoppers and traders",
            "channels": "Community days", "opens": today - dt.timedelta(days=120),
            "closes": today - dt.timedelta(days=85),
        },
        by=by,
    )  # fmt: skip
    labels = "\n".join(label for label, _ in _ANSWERS)
    question = {"words": "What would make you feel safer here?", "labels": labels}
    survey_answers.ask(consultation=row.number, values=question, by=by)
    for name in ("open", "close"):
        _step(row, name, by)
    total = sum(count for _, count in _ANSWERS)
    outcome = {"responses": str(total), "weighting": "Not weighted; those who came by."}
    consulting.enter_outcome(number=row.number, version=row.version, values=outcome, by=by)
    main = Question.objects.get(consultation=row)
    survey_answers.enter(
        consultation=row.number, number=main.number, version=main.version, by=by,
        values={"base": str(total)}, rows=[{"count": str(count)} for _, count in _ANSWERS],
    )  # fmt: skip
    for words in _THEMES:
        theme = {"audience": "Shoppers and traders", "words": words}
        consulting.add_theme(number=row.number, values=theme, by=by)
    row.refresh_from_db()
    informed = {"decision": str(decision.number), "followed": "It stands in the decision."}
    consulting.link(number=row.number, version=row.version, values=informed, by=by)
    _step(row, "report", by)


def _step(row: Consultation, name: str, by: Account) -> None:
    row.refresh_from_db()
    consulting.step(number=row.number, version=row.version, name=name, why="", by=by)
    row.refresh_from_db()


def _budget(by: Account) -> None:
    """Publish the year's budget and the funds as they stand."""
    year = financial_year(timezone.localdate())
    content = presenters.to_publish(budgets.year(year), timezone.localdate())
    checked = budget_actions.content_id(content)
    budget_actions.publish(year=year, content=content, checked=checked, by=by)
