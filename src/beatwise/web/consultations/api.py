"""Consultations as an API: what the pages show to the same person, and results no earlier."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.consultations import presenters, selectors
from beatwise.web.consultations.models import Consultation, Question
from beatwise.web.pages import api


router = Router(tags=["consultations"])
Number = Annotated[int, Path(ge=1, le=api.LARGEST, description="The consultation's number.")]


class AnswerOut(Schema):
    """An answer; ``count`` and ``share`` (per cent) are null where hidden or not known."""

    label: str
    count: int | None = None
    share: float | None = None
    hidden: bool = False


class QuestionOut(Schema):
    """A question; without results it has the labels of its answers alone."""

    number: int
    words: str
    kind: str
    base: str | None = None
    answers: list[AnswerOut]


class ThemeOut(Schema):
    """A theme that an audience spoke of."""

    audience: str
    words: str
    period: str
    source: str


class ConsultationOut(Schema):
    """A consultation; what belongs to its results is null until they are shown to the account."""

    number: int
    title: str
    about: str
    audience: str
    statutory: bool
    channels: str
    opens: dt.date | None
    closes: dt.date | None
    period: str
    contacted: int | None
    state: str
    results_shown: bool
    responses: int | None = None
    qualifier: str | None = None
    weighting: str | None = None
    strategies: list[str]
    decision: int | None
    followed: str
    source: str
    version: int


class WholeConsultationOut(ConsultationOut):
    """A consultation with its questions and what was heard."""

    questions: list[QuestionOut]
    themes: list[ThemeOut]


class ConsultationPage(Schema):
    """One page of consultations; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    consultations: list[ConsultationOut]


@router.get("/", response={200: ConsultationPage, **api.REFUSALS})
def list_consultations(
    request: HttpRequest, page: api.PageNumber = 1, size: api.PageSize = 50, state: api.Words = ""
) -> object:
    """List the consultations that the account sees, the newest first."""
    person = _reads(request)
    rows = selectors.visible(person, {"state": state.replace("\x00", "")})
    count, follow, on_page = api.page(request, rows, page, size)
    return {
        "count": count,
        "next": follow,
        "consultations": [_consultation(row, person) for row in on_page],
    }


@router.get("/themes/", response={200: list[ThemeOut], **api.REFUSALS})
def list_themes(request: HttpRequest) -> object:
    """List the themes that were heard, of consultations whose results the account sees."""
    return list(selectors.themes(_reads(request)))


@router.get("/{number}/", response={200: WholeConsultationOut, **api.REFUSALS})
def get_consultation(request: HttpRequest, number: Number, response: HttpResponse) -> object:
    """Return a consultation with its questions; answers have numbers once results are shown."""
    person = _reads(request)
    row = selectors.seen_by(person, number)
    response.headers["ETag"] = api.etag(row.version)
    is_shown = selectors.shows_results(person, row)
    questions = row.questions.filter(removed=False)
    return {
        **_consultation(row, person),
        "questions": [_question(each, person, is_shown=is_shown) for each in questions],
        "themes": list(row.themes.filter(removed=False)) if is_shown else [],
    }


def _reads(request: HttpRequest) -> Person:
    return api.allowed(request, lambda person: roles.may(person, "consultations.read"))


def _consultation(row: Consultation, person: Person) -> dict[str, object]:
    names = ("number", "title", "about", "audience", "statutory", "channels", "opens", "closes",
             "period", "contacted", "state", "strategies", "decision", "followed", "source",
             "version")  # fmt: skip
    values = {name: getattr(row, name) for name in names}
    is_shown = selectors.shows_results(person, row)
    if is_shown:
        values |= {n: getattr(row, n) for n in ("responses", "qualifier", "weighting")}
    return {**values, "results_shown": is_shown}


def _question(row: Question, person: Person, *, is_shown: bool) -> dict[str, object]:
    values = {"number": row.number, "words": row.words, "kind": row.kind}
    if not is_shown:
        return {**values, "answers": [{"label": each["label"]} for each in row.answers]}
    answers = presenters.answers_for(row, person)
    return {
        **values,
        "base": presenters.base_words(row, person) or None,
        "answers": [
            {
                "label": each.label,
                "count": each.count,
                "share": None if each.share is None else round(float(each.share), 1),
                "hidden": each.hidden,
            }
            for each in answers
        ],
    }
