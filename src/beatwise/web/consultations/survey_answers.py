"""Questions: asked while a consultation is a draft, answered once it has closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from beatwise.accountability.consultations.answer_shares import Answer
from beatwise.accountability.consultations.consultation_states import DRAFT
from beatwise.accountability.roles import Person
from beatwise.cell_text import Unreadable, number_of
from beatwise.errors import BadInput, Conflict
from beatwise.web.consultations import consulting, selectors
from beatwise.web.consultations.models import Question
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.pages import clean


KINDS: dict[str, str] = {
    "single": "One answer a person",
    "several": "Several answers a person",
    "group": "About who answers",
}
MOST_ANSWERS = 60
NUMBERS = ("count", "printed", "amount", "low", "high", "population")


def ask(*, consultation: int, values: Mapping[str, object], by: Person) -> Question:
    """Add a question with its answers, a label a line, to a draft."""
    consulting.check_writes(by)
    with audit.changing():
        row = selectors.one(consultation)
        if row.state != DRAFT:
            raise Conflict(
                f"it is {row.state}: its questions stand.", place=row.title,
                next_step="Plan another consultation.",
            )  # fmt: skip
        question = Question(consultation=row, number=next_number(row.questions.all()))
        _fill(question, values)
        question.answers = [_plain({"label": label}) for label in _labels(values.get("labels"))]
        question.save(force_insert=True)
        audit.write("consultation.question", row.thing, by=by, after=facts(question))
    return question


def enter(
    *, consultation: int, number: int, version: int, values: Mapping[str, object],
    rows: Sequence[Mapping[str, object]], by: Person,
) -> Question:  # fmt: skip
    """Enter a question's results: its base, and numbers of each answer in their order.

    Raises
    ------
    Conflict
        Before the consultation has closed.
    BadInput
        For what is no number, or more answers than people.
    """
    consulting.check_writes(by)
    with audit.changing():
        question = selectors.question(consultation, number)
        consulting.check_has_results(question.consultation)
        check_version(question, version, place=str(question))
        before = facts(question)
        question.base = clean.whole(values.get("base"), "base", most=consulting.MOST_PEOPLE)
        question.base_qualifier = str(values.get("base_qualifier") or "")
        question.average = _number(values.get("average"), "average")
        source = clean.line(values.get("source"), "source", longest=300, needed=False)
        question.source = source
        question.answers = [
            _plain({"label": old["label"], **new})
            for old, new in zip(question.answers, rows, strict=True)
        ]
        save_change(
            question, "consultation.results", before, facts(question), by=by,
            beside={"question": number},
        )  # fmt: skip
    return question


def values_of(question: Question) -> list[Answer]:
    """Return a question's answers as the values that the rules are about."""
    return [
        Answer(
            row["label"],
            None if row.get("count") in (None, "") else int(row["count"]),
            *(_decimal(row.get(name)) for name in ("printed", "amount", "low", "high")),
        )
        for row in question.answers
    ]


def plain(answer: Answer) -> dict[str, str]:
    """Return an answer as it is kept."""
    return _plain(asdict(answer))


def facts(row: Question) -> dict[str, object]:
    """Return what the history keeps of a question."""
    lines = [
        ", ".join([each["label"], *(f"{n} {each[n]}" for n in NUMBERS if each.get(n))])
        for each in row.answers
    ]
    return {"question": row.number, "words": row.words, "kind": KINDS[row.kind],
            "base": row.base, "average": row.average, "answers": "; ".join(lines)}  # fmt: skip


def _fill(row: Question, values: Mapping[str, object]) -> None:
    row.words = clean.text(values.get("words"), "words", longest=2000)
    row.kind = str(values.get("kind") or "single")
    if row.kind not in KINDS:
        raise BadInput(f"'{row.kind}' is no kind.", place="kind", next_step="Choose one.")
    row.source = clean.line(values.get("source"), "source", longest=300, needed=False)


def _labels(text: object) -> list[str]:
    words = clean.text(text, "labels", longest=10_000)
    labels = [line.strip() for line in words.split("\n") if line.strip()]
    if len(labels) > MOST_ANSWERS or len(set(labels)) < len(labels):
        raise BadInput(
            "an answer stands there twice." if len(labels) <= MOST_ANSWERS
            else f"these are {len(labels)} answers.",
            place="labels", next_step=f"Give each once, {MOST_ANSWERS} at most.",
        )  # fmt: skip
    return labels


def _plain(row: Mapping[str, Any]) -> dict[str, str]:
    fields = {"label": str(row["label"])}
    for name in NUMBERS:
        if words := _number(row.get(name), f"{name} of {row['label']}", whole=name == "count"):
            fields[name] = words
    if "low" in fields and "high" in fields and Decimal(fields["low"]) > Decimal(fields["high"]):
        raise BadInput(
            f"the least amount of '{row['label']}' is more than the most.",
            place="low", next_step="Correct one of them.",
        )  # fmt: skip
    return fields


def _number(entry: object, place: str, *, whole: bool = False) -> str:
    words = "" if entry is None else str(entry).strip()
    try:
        value = number_of(words.removesuffix("%"))
    except Unreadable as error:
        raise BadInput(str(error), place=place, next_step="Give a number, or nothing.") from error
    if value is None:
        return ""
    if value < 0 or value > consulting.MOST_PEOPLE or (whole and value != int(value)):
        raise BadInput(
            f"'{words}' cannot be here.", place=place, next_step="Give a number of 0 or more."
        )
    return f"{value:f}"


def _decimal(words: str | None) -> Decimal | None:
    return Decimal(words) if words else None
