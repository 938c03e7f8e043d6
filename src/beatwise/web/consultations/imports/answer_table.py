"""A table of printed shares as a question of a consultation that has closed.

It has a row a figure: ``survey_share`` is an answer's share in per cent, ``survey_base`` how many
answered, ``survey_derived`` what the paper made of the shares (an average in pounds, sums of
shares, which are worked out again and named where they do not follow). Other rows are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from beatwise.accountability.consultations.answer_shares import Answer, tally
from beatwise.accountability.roles import Person
from beatwise.cell_text import Unreadable, number_of
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import BadInput, Conflict
from beatwise.web.consultations import consulting, survey_answers
from beatwise.web.consultations.models import Consultation, Question
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.imports import batches
from beatwise.web.imports.small_tables.rows_of_files import Cells, rows_made


SHARE, BASE, DERIVED = "survey_share", "survey_base", "survey_derived"
KINDS = (SHARE, BASE, DERIVED)
QUESTION = "Which change would you support?"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row that is about the survey: its kind, label, value, unit, exactness and source."""

    kind: str
    label: str
    value: Decimal
    unit: str
    qualifier: str
    source: str


class AnswerTable:
    """The answers of one question of a consultation (``web.imports.batches.Importer``)."""

    needed = ("record_type", "record", "value", "qualifier", "unit", "source")

    def __init__(self, consultation: Consultation):
        self.consultation = consultation

    @property
    def kind(self) -> str:
        """The consultation's own imports."""
        return f"answers/{self.consultation.number}"

    def check(self, by: Person) -> None:
        """Raise ``Refused`` or ``Conflict`` unless its results are entered now, by this person."""
        consulting.check_writes(by)
        consulting.check_has_results(self.consultation)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> batches.Preview:
        """Return the answers that are new, and every faulty row."""
        rows = rows_made(name, content, self.needed, _figure, dates)
        if rows.wrong:
            return batches.Preview(wrong=rows.wrong, doubts=rows.lines.doubts)
        shares = [row for row in rows.things if row.kind == SHARE]
        if not shares:
            error = BadInput(
                "no row gives a share.", place="record_type",
                next_step=f"Mark the rows of shares as {SHARE}.",
            )  # fmt: skip
            return batches.Preview(wrong=(batches.wrong(1, error),))
        there = [each["label"] for q in self._questions() for each in q.answers]
        if all(row.label in there for row in shares):
            return batches.Preview(same=len(shares))
        notes = (*rows.notes, *_sums_printed(rows.things))
        return batches.Preview(rows.things, notes=notes, doubts=rows.lines.doubts)

    def commit(self, preview: batches.Preview, by: Person) -> batches.Done:
        """Add the question with its answers."""
        rows: Sequence[Figure] = preview.new
        if not rows:
            return batches.Done(())
        base = next((row for row in rows if row.kind == BASE), None)
        average = next((row for row in rows if _is_average(row)), None)
        question = Question(
            consultation=self.consultation,
            number=next_number(self.consultation.questions.all()),
            words=QUESTION,
            answers=[survey_answers.plain(_answer(row)) for row in rows if row.kind == SHARE],
            base=int(base.value) if base else None,
            base_qualifier=base.qualifier if base else "",
            average=f"{average.value:f}" if average else "",
            source=rows[0].source[:300],
        )
        question.save(force_insert=True)
        after = survey_answers.facts(question)
        line = audit.Line("consultation.results", question.thing, "imported", after=after)
        return batches.Done((line,), [[question.number, question.version]])

    def undo(self, effect: list[Any], by: Person) -> Sequence[audit.Line]:
        """Take the question out again; ``Conflict`` when it has changed since."""
        lines = []
        for number, version in effect:
            question = self.consultation.questions.get(number=number)
            if question.version != version or question.removed:
                raise Conflict(
                    "its answers were changed since.", place=str(question),
                    next_step="Change them by hand.",
                )  # fmt: skip
            question.removed = True
            question.save()
            before = {"question": number}
            lines.append(
                audit.Line("consultation.results", question.thing, "import undone", before)
            )
        return lines

    def _questions(self) -> list[Question]:
        return list(self.consultation.questions.filter(removed=False))


def listed(preview: batches.Preview, most: int) -> list[tuple[str, ...]]:
    """Return the first rows of a preview as cells: what, and its value."""
    return [(row.label, f"{row.value:f} {row.unit}") for row in preview.new[:most]]


def _figure(cells: Cells) -> Figure | None:
    kind = cells["record_type"]
    if kind not in (SHARE, BASE, DERIVED):
        return None
    try:
        value = number_of(cells["value"])
    except Unreadable as error:
        raise BadInput(str(error), place="value", next_step="Give a number.") from error
    if value is None or value < 0 or (kind == SHARE and value > 100):
        raise BadInput(
            f"'{cells['value']}' is no such number.", place="value",
            next_step="A share is from 0 to 100; leave a row without a value out.",
        )  # fmt: skip
    if not cells["record"]:
        raise BadInput("this is empty.", place="record", next_step="Name the answer.")
    return Figure(kind, cells["record"], value, cells["unit"], cells["qualifier"], cells["source"])


def _answer(row: Figure) -> Answer:
    return Answer(row.label, printed=row.value)


def _is_average(row: Figure) -> bool:
    return row.kind == DERIVED and row.unit.startswith("gbp")


def _sums_printed(rows: Sequence[Figure]) -> list[str]:
    """Return which printed sums follow from the shares, and which are those of no answers."""
    notes = []
    shares = [_answer(row) for row in rows if row.kind == SHARE]
    known = [Fraction(share) for share in tally(shares, None).shares if share is not None]
    sums = _sums_of(known)
    for row in rows:
        if row.kind == DERIVED and row.unit == "pct":
            follows = "follows from" if Fraction(row.value) in sums else "is no sum of"
            notes.append(f"{row.label}: {row.value:f} % {follows} the shares.")
    return notes


def _sums_of(shares: Sequence[Fraction]) -> set[Fraction]:
    """Return every sum of some of the shares."""
    sums = {Fraction(0)}
    for share in shares[:16]:
        sums |= {each + share for each in sums}
    return sums
