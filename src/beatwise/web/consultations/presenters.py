"""Consultations and their results as pages show them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.consultations import answer_shares, response_weights
from beatwise.accountability.consultations.average_bounds import average_bounds
from beatwise.accountability.consultations.consultation_states import CONSULTATION, HAS_RESULTS
from beatwise.accountability.registers.workflow import Transition
from beatwise.accountability.roles import Person
from beatwise.clock import day_words
from beatwise.publication.charts.bars import Bar, bars
from beatwise.publication.consultation_answers import (
    PublishedAnswer,
    exact_answers,
    publish_answers,
    published_base,
)
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.published import CONFIDENTIAL
from beatwise.web.consultations import survey_answers
from beatwise.web.consultations.models import Consultation, Question
from beatwise.web.pages import chart_cache
from beatwise.web.performance import gate


OUTCOMES = {
    "open": "People can answer from then on, and its questions can no longer be changed.",
    "close": "Its results can then be entered; nobody else reads them before they are reported.",
    "report": "Everybody who reads consultations reads its results then, panel readers too.",
    "withdraw": "It is kept, marked as not held, and cannot be opened again.",
}


def state_title(row: Consultation) -> str:
    """Return a consultation's state in words."""
    return CONSULTATION.state(row.state).title


def number_words(number: int | None, qualifier: str) -> str:
    """Return a number with how exact it is: ``almost 3,000``."""
    return "" if number is None else f"{qualifier} {number:,}".strip()


def before_step(row: Consultation, move: Transition) -> list[dict[str, str]]:
    """Return a consultation as it will be, as labels and words, for the page of one of its steps.

    What has no results yet shows none.
    """
    days = [day_words(day) for day in (row.opens, row.closes) if day]
    count = row.questions.filter(removed=False).count()
    rows = [
        ("State", f"{CONSULTATION.state(move.target).title} (now: {state_title(row)})"),
        ("When", " to ".join(days) or row.period or "not stated"),
        ("Whom it asked", row.audience or "not stated"),
        ("Questions", f"{count}" if count else "none"),
    ]
    if row.state in HAS_RESULTS:
        rows += [
            ("Responses", number_words(row.responses, row.qualifier) or "not entered"),
            ("Weighting", row.weighting or "not stated"),
        ]
    return [{"label": label, "words": words} for label, words in rows]


def results(question: Question, person: Person) -> dict[str, object]:
    """Return a question's results as this person sees them, with n, base and working."""
    exact, rows = gate.sees_exact(person), answers_for(question, person)
    values, single = survey_answers.values_of(question), question.kind != "several"
    hidden = any(row.hidden for row in rows)
    tally = answer_shares.tally(values, question.base, single=single)
    return {
        "question": question,
        "base": base_words(question, person),
        "rows": [_row(row) for row in rows],
        "hidden": hidden,
        "total": None if hidden or tally.total is None else f"{float(tally.total):g} %",
        "faults": tally.faults if exact else (),
        "average": None if hidden else average(question),
        "weights": weights(question) if exact and question.kind == "group" else None,
        "picture": None if hidden or not rows else picture(question, rows),
    }


def answers_for(question: Question, person: Person) -> tuple[PublishedAnswer, ...]:
    """Return a question's answers as they are, or through the gate, as this person may see them."""
    values = survey_answers.values_of(question)
    if gate.sees_exact(person):
        return exact_answers(values, question.base)
    return publish_answers(values, question.base, single=question.kind != "several")


def base_words(question: Question, person: Person) -> str:
    """Return how many answered a question, as this person sees it; empty where nobody says."""
    if question.base is None or gate.sees_exact(person):
        return number_words(question.base, question.base_qualifier)
    base = published_base(question.base)
    if base is None:
        return f"fewer than {Rule().threshold}"
    return number_words(base, question.base_qualifier)


def average(question: Question) -> dict[str, object] | None:
    """Return what can be said of the average amount of a question, and of a printed one."""
    values = survey_answers.values_of(question)
    bounds = average_bounds(values, question.base)
    if bounds is None:
        return None
    printed = Fraction(Decimal(question.average)) if question.average else None
    return {
        "low": _pounds(bounds.low),
        "high": _pounds(bounds.high),
        "exact": bounds.is_exact,
        "working": bounds.working,
        "unknown": bounds.unknown,
        "printed": _pounds(printed),
        "allows": None if printed is None else bounds.allows(printed),
        "equation": "" if printed is None else bounds.equation(printed),
        "needs": None if printed is None else _pounds(bounds.needs(printed)),
    }


def weights(question: Question) -> dict[str, object] | None:
    """Return each group's weight, and the number of answers that weighting leaves."""
    counts = {row["label"]: int(row["count"]) for row in question.answers if row.get("count")}
    people = {
        row["label"]: Fraction(Decimal(row["population"]))
        for row in question.answers
        if row.get("population")
    }
    if not counts or not people:
        return None
    groups = response_weights.group_weights(counts, people)
    left = response_weights.effective_number(groups)
    return {
        "groups": [
            (g.label, g.count, "" if g.population is None else f"{float(g.population):g} %",
             "none" if g.weight is None else f"{float(g.weight):.2f}")
            for g in groups
        ],
        "effective": None if left is None else f"{float(left):.0f}",
        "number": sum(counts.values()),
    }  # fmt: skip


def picture(question: Question, rows: tuple[PublishedAnswer, ...]) -> dict[str, str] | None:
    """Return the drawing of a question's shares."""
    shares_drawn = [
        (row.label, (Bar("Share", float(row.share), f"{float(row.share):.3g} %"),))
        for row in rows
        if row.share is not None
    ]
    if not shares_drawn:
        return None
    drawn_from = [[label, group[0].words] for label, group in shares_drawn]
    alt = "; ".join(f"{label}: {group[0].words}" for label, group in shares_drawn)
    return chart_cache.both_widths(
        "consultation",
        drawn_from,
        f"{question.words} {alt}",
        lambda width: bars(shares_drawn, width=width),
    )


def _row(row: PublishedAnswer) -> dict[str, str]:
    if row.hidden:
        return {"label": row.label, "count": CONFIDENTIAL, "share": CONFIDENTIAL}
    count = "not printed" if row.count is None else f"{row.count:,}"
    share = "not known" if row.share is None else f"{float(row.share):.3g} %"
    return {"label": row.label, "count": count, "share": share}


def _pounds(amount: Fraction | None) -> str | None:
    """Return an amount to the penny, halves up."""
    if amount is None:
        return None
    return f"£{int(amount * 100 + Fraction(1, 2)) / 100:.2f}"
