"""The reasons that a record keeps for what was asked about it, noted inside the action's change."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.accountability import questions
from beatwise.accountability.questions import Question, Reasons
from beatwise.accountability.roles import Person
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Record


def answer(
    record: Record, doubts: Sequence[Question], reasons: Reasons, by: Person
) -> dict[str, object]:
    """Note on a record what answers the questions that it has not answered yet.

    Returns what the history keeps of them; raises ``OpenQuestions`` when a reason is missing.
    """
    pairs = questions.answered([q for q in doubts if q.key not in record.reasons], reasons)
    on = selectors.today().isoformat()
    record.reasons = {
        **record.reasons,
        **{q.key: {"words": q.words, "reason": r, "role": by.role, "on": on} for q, r in pairs},
    }
    return {"reason": questions.in_words(pairs)} if pairs else {}
