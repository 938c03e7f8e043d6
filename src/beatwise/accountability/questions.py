"""What is asked about entries before they are kept: faults block, questions want a reason.

A *fault* cannot be right: all of them are named at once, each at its field. A *question* is about
something that may be right and is most often a slip: it is asked once, and the reason that
answers it is kept. A question's key names what it asks about and the very values, so that another
value is another question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.errors import BadInput


Reasons = Mapping[str, str]
EVERY = "*"  # the key of one reason that answers every question
NO_REASONS: Reasons = {}


@dataclass(frozen=True, slots=True)
class Question:
    """Something that may be a slip.

    Parameters
    ----------
    key
        Names the rule and the values; letters, digits and hyphens.
    field
        The field or column it stands at.
    words
        What is odd, as a sentence.
    """

    key: str
    field: str
    words: str


class FieldFaults(BadInput):
    """Everything that is wrong with the entries of a form or a row, each at its field."""

    def __init__(self, faults: Sequence[BadInput]):
        self.faults = tuple(faults)
        steps = dict.fromkeys(fault.next_step for fault in faults if fault.next_step)
        super().__init__(
            " ".join(fault.message for fault in faults),
            place=faults[0].place,
            next_step=" ".join(steps) or None,
        )


class OpenQuestions(BadInput):
    """Questions that want a reason before what was given is kept."""

    def __init__(self, questions: Sequence[Question]):
        self.questions = tuple(questions)
        super().__init__(
            " ".join(question.words for question in questions),
            place=questions[0].field,
            next_step="Correct it, or give the reason why it is right.",
        )


def key_of(rule: str, *values: object) -> str:
    """Return the key of a question: the rule's name and eight letters of the values' digest."""
    words = "\x1f".join(map(str, values))
    return f"{rule}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def check(faults: Sequence[BadInput]) -> None:
    """Raise ``FieldFaults`` with every fault there is; nothing when there is none."""
    if faults:
        raise FieldFaults(faults)


def answered(questions: Iterable[Question], reasons: Reasons) -> list[tuple[Question, str]]:
    """Return each question with the reason that answers it.

    Raises ``OpenQuestions`` with all of them when one has no reason.
    """
    pairs = [(each, reason_for(each, reasons)) for each in questions]
    if not all(reason for _, reason in pairs):
        raise OpenQuestions([each for each, _ in pairs])
    return pairs


def reason_for(question: Question, reasons: Reasons) -> str:
    """Return the reason that answers a question, or an empty text."""
    return (reasons.get(question.key) or reasons.get(EVERY) or "").strip()


def in_words(pairs: Iterable[tuple[Question, str]]) -> str:
    """Return questions with their reasons as the history keeps them."""
    return " ".join(f"{question.words} Reason: {reason}" for question, reason in pairs)
