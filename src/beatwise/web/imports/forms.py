"""The question that a preview asks before a file can come in."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from beatwise.cell_text.day_order import DayOrder
from beatwise.web.imports import batches
from beatwise.web.imports.models import Batch


REFUSED = (
    "You said that this file is not to be imported: ask whoever sent it for dates written as "
    "2026-01-21."
)
_CHOICES = (
    (DayOrder.DAY_FIRST.value, "The day comes first"),
    (DayOrder.MONTH_FIRST.value, "The month comes first"),
    (DayOrder.REFUSED.value, "I do not know: do not import this file"),
)


class DatesForm(forms.Form):
    """Which of day and month stands first in the dates of a file."""

    dates = forms.ChoiceField(
        label="Does the day or the month come first?", choices=_CHOICES, widget=forms.RadioSelect
    )

    @classmethod
    def of(cls, doubts: Sequence[str], batch: Batch) -> DatesForm | None:
        """Return the question about a kept file; ``None`` where there is none to ask.

        ``doubts`` say how its dates can be read.

        It is asked again after an answer, which can be changed until the file comes in.
        """
        order = batches.day_order(batch)
        if not (doubts or order):
            return None
        question = cls(initial={"dates": order.value})
        readings = [f"{words[:1].upper()}{words[1:]}." for words in doubts]
        refused = [REFUSED] if order is DayOrder.REFUSED else []
        question.fields["dates"].help_text = " ".join([*refused, *readings])
        return question
