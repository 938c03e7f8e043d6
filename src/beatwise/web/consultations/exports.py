"""Consultations and their results as files: only what the person sees."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.consultations import presenters, selectors
from beatwise.web.consultations.models import Consultation


def of_consultations(person: Person, filters: dict[str, str]) -> Listing:
    """Return the consultations that an address asks for."""
    rows = selectors.visible(person, filters)
    heads = ("consultation", "title", "audience", "opens", "closes", "period", "contacted",
             "responses", "exactness", "weighting", "what followed", "state", "source")  # fmt: skip

    def line(row: Consultation) -> tuple[Cell, ...]:
        results_open = selectors.shows_results(person, row)
        return (
            row.number, row.title, row.audience or None,
            row.opens.isoformat() if row.opens else None,
            row.closes.isoformat() if row.closes else None, row.period or None, row.contacted,
            row.responses if results_open else None,
            (row.qualifier or None) if results_open else None,
            (row.weighting or None) if results_open else None, row.followed or None,
            presenters.state_title(row), row.source or None,
        )  # fmt: skip

    numbers = ("consultation", "contacted", "responses")
    columns = tuple(Column(head, number=head in numbers) for head in heads)
    lines = (line(row) for row in rows.iterator(chunk_size=500))
    return Listing("consultations", "Consultations", columns, lines, count=rows.count())


def of_answers(person: Person, filters: dict[str, str]) -> Listing:
    """Return the results of consultations, an answer a row, as this person sees them."""
    rows = selectors.visible(person, filters)
    if filters.get("consultation", "").isdecimal():
        rows = rows.filter(number=int(filters["consultation"][:9]))
    heads = ("consultation", "question", "words", "base", "answer", "number", "share")
    columns = tuple(Column(head) for head in heads)
    results_open = [row for row in rows if selectors.shows_results(person, row)]
    lines = list(_answers(person, results_open))
    return Listing("answers", "Results of consultations", columns, iter(lines), count=len(lines))


def _answers(person: Person, rows: list[Consultation]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        for question in row.questions.filter(removed=False):
            result = presenters.results(question, person)
            for each in result["rows"]:
                yield (row.title, question.number, question.words, result["base"] or None,
                       each["label"], each["count"], each["share"])  # fmt: skip
