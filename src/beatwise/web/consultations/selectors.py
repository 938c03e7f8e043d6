"""Consultations, questions and themes, read: only what this person may see."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.consultations.consultation_states import (
    CONSULTATION,
    HAS_RESULTS,
    REPORTED,
)
from beatwise.accountability.registers.openings import Hindrances, Opening, openings
from beatwise.accountability.registers.read_toml import definition
from beatwise.accountability.roles import Person
from beatwise.web.consultations.models import Consultation, Question, Theme
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today
from beatwise.web.performance import selectors as performance
from beatwise.web.registers import selectors as registers
from beatwise.web.search.search_field import matching


# What the steps of a consultation need, in words.
NEEDS = {"questions": "a question", "results": "the number of responses"}
MOST_DECISIONS = 200
# What an action writes of results; an import of consultations may hold numbers of responses.
EARLY = ("consultation.outcome", "consultation.results", "consultation.theme",
         "consultation.themes", "consultation.import", "consultation.remove")  # fmt: skip


def visible(person: Person, filters: dict[str, str] | None = None) -> QuerySet[Consultation]:
    """Return the consultations that this person sees: all, or those that are reported."""
    rows, want = Consultation.objects.filter(removed=False), filters or {}
    if not roles.may(person, "meetings.read"):
        rows = rows.filter(state=REPORTED)
    if want.get("state"):
        rows = rows.filter(state=want["state"])
    if want.get("q"):
        rows = rows.filter(matching(want["q"], "search"))
    return rows


def seen_by(person: Person, number: int) -> Consultation:
    """Return a consultation that this person sees; raise ``MissingData`` when there is none."""
    rows = visible(person).filter(number=number)
    return sure_row(rows, f"there is no consultation {number}.", "Open the list.")


def one(number: int) -> Consultation:
    """Return a consultation; raise ``MissingData`` when there is none."""
    rows = Consultation.objects.filter(number=number, removed=False)
    return sure_row(rows, f"there is no consultation {number}.", "Open the list.")


def question(consultation: int, number: int) -> Question:
    """Return a question; raise ``MissingData`` when there is none."""
    rows = Question.objects.filter(removed=False).select_related("consultation")
    rows = rows.filter(consultation__number=consultation, number=number)
    return sure_row(rows, f"there is no question {number}.", "Open the consultation.")


def shows_results(person: Person, row: Consultation) -> bool:
    """Whether results are shown to this person: to all once reported, before to who keeps them."""
    if row.state == REPORTED:
        return True
    return row.state in HAS_RESULTS and roles.may(person, "consultations.write")


def proof(row: Consultation) -> tuple[str, ...]:
    """Return what a consultation has of what its steps need."""
    questions = row.questions.filter(removed=False)
    entered = row.responses is not None or questions.filter(base__isnull=False).exists()
    marks = (("questions", questions.exists()), ("results", entered))
    return tuple(name for name, is_there in marks if is_there)


def steps_of(row: Consultation, role: str) -> tuple[Opening, ...]:
    """Return the steps that leave a consultation's state, and how each stands for a role."""
    there = proof(row)
    needs = {
        move.name: tuple(NEEDS[need] for need in move.requires if need not in there)
        for move in CONSULTATION.moves(row.state)
    }
    missing = {name: words for name, words in needs.items() if words}
    return openings(CONSULTATION, row.state, role, Hindrances(missing))


def decisions(person: Person) -> list[tuple[str, str]]:
    """Return the decisions that a person sees, number and title, the newest first."""
    rows = registers.records(definition("decisions"), person).order_by("-number")[:MOST_DECISIONS]
    return [(str(row.number), f"{row.number}. {row.heading}"[:120]) for row in rows]


def themes(person: Person) -> QuerySet[Theme]:
    """Return the themes that this person sees: of no consultation, or of one whose results show."""
    rows = Theme.objects.filter(removed=False).select_related("consultation")
    apart, reported = Q(consultation__isnull=True), Q(consultation__state=REPORTED)
    if not roles.may(person, "consultations.write"):
        rows = rows.filter(apart | reported)
    return rows


def closed_lines(person: Person) -> Q:
    """Return the condition of the lines of history that tell of results too early.

    Of a consultation that is not reported, everything but its plan and its steps is for who keeps
    consultations.
    """
    if roles.may(person, "consultations.write"):
        return Q(pk__in=())
    rows = Consultation.objects.exclude(state=REPORTED).values_list("number", flat=True)
    things = [f"consultation/{number}" for number in rows]
    return Q(thing__in=things, action__in=EARLY) | Q(thing__startswith="consultation/themes")


def strategies() -> dict[str, str]:
    """Return the plan's strategies, title by id."""
    return performance.strategy_titles()


def texts() -> Iterator[str]:
    """Yield the search keys of consultations."""
    yield from Consultation.objects.values_list("search", flat=True).iterator()
