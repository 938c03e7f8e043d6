"""What the public said: reported consultations, answers through the gate, and themes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q

from beatwise.accountability.consultations.consultation_states import REPORTED
from beatwise.clock import day_words
from beatwise.publication.consultation_answers import published_base
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.published import CONFIDENTIAL
from beatwise.web.consultations import presenters
from beatwise.web.consultations.models import Consultation, Question, Theme
from beatwise.web.registers.published.public_list import ANYBODY


Figures = dict[str, object]
MOST = 6  # of consultations: those of one plan or budget, not of a decade


def concerns(day: dt.date, decisions: Sequence[int]) -> Figures:
    """Return what the public said before a day: ``consultations``, ``answers``, ``themes``.

    Consultations that informed one of the ``decisions`` stand for it; where none did, the newest
    that were reported.
    """
    every = Consultation.objects.filter(state=REPORTED, removed=False)
    every = every.filter(Q(closes__isnull=True) | Q(closes__lte=day)).order_by("-closes", "-number")
    rows = list(every.filter(decision__in=decisions)[:MOST] or every[:MOST])
    return {
        "consultations": [_consultation(row) for row in rows],
        "answers": [line for row in rows for line in _answers(row)],
        "themes": _themes(rows),
    }


def _consultation(row: Consultation) -> Figures:
    days = [day_words(day) for day in (row.opens, row.closes) if day]
    return {
        "title": row.title,
        "audience": row.audience or "not stated",
        "held": " to ".join(days) or row.period or "not stated",
        "responses": _responses(row),
        "weighting": row.weighting or "not stated",
        "followed": row.followed,
    }


def _responses(row: Consultation) -> str:
    if row.responses is None:
        return "not stated"
    base = published_base(row.responses)
    if base is None:
        return f"fewer than {Rule().threshold}"
    return presenters.number_words(base, row.qualifier)


def _answers(row: Consultation) -> Iterable[Figures]:
    for question in row.questions.filter(removed=False).order_by("number"):
        yield from _question(row, question)


def _question(row: Consultation, question: Question) -> Iterable[Figures]:
    base = presenters.base_words(question, ANYBODY) or "not stated"
    for answer in presenters.answers_for(question, ANYBODY):
        share = None if answer.share is None else round(float(answer.share), 1)
        yield {
            "consultation": row.title,
            "question": question.words,
            "base": base,
            "answer": answer.label,
            "share": CONFIDENTIAL if answer.hidden else share,
        }


def _themes(rows: Sequence[Consultation]) -> list[Figures]:
    """Return the themes of these consultations and of none, each audience's together."""
    themes = Theme.objects.filter(removed=False)
    themes = themes.filter(Q(consultation__in=rows) | Q(consultation__isnull=True))
    return [{"audience": each.audience, "words": each.words} for each in themes]
