"""What must always hold of consultations."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.consultations.consultation_states import CONSULTATION, HAS_RESULTS
from beatwise.web.consultations.models import Consultation
from beatwise.web.consultations.survey_answers import NUMBERS


_RESULTS = tuple(name for name in NUMBERS if name in ("count", "printed"))


def consultations() -> Iterator[str]:
    """Every consultation is in a state that there is, and has no results before it closed."""
    names = {state.name for state in CONSULTATION.states}
    for row in Consultation.objects.filter(removed=False).prefetch_related("questions"):
        if row.state not in names:
            yield f"{row.thing}: there is no state '{row.state}'"
        if row.state in HAS_RESULTS:
            continue
        entered = row.responses is not None or any(
            question.base is not None or any(a.get(n) for a in question.answers for n in _RESULTS)
            for question in row.questions.all()
        )
        if entered:
            yield f"{row.thing}: it is {row.state}, and has results"
