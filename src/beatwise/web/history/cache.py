"""What was worked out from the records, remembered for as long as nothing changes.

Every change is a line of the history with a hash that no other has, so the last hash says which
records an answer was worked out from. Inside an action, ask only before the first row is changed
or after its history was written.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from beatwise.web.history.models import Change


Question = ParamSpec("Question")
Answer = TypeVar("Answer")


def last_hash() -> str:
    """Return the hash of the last change; empty in an office without any."""
    newest = Change.objects.order_by("-number").values_list("hash", flat=True)
    return newest.first() or ""


def remembered(
    most: int = 64,
) -> Callable[[Callable[Question, Answer]], Callable[Question, Answer]]:
    """Remember the answers of a function of plain values, until the next change of any record.

    An answer is shared by all who ask: it must be one that nobody changes.
    """

    def decorate(work: Callable[Question, Answer]) -> Callable[Question, Answer]:
        @lru_cache(maxsize=most)
        def cached_answer(mark: str, *args: Question.args, **more: Question.kwargs) -> Answer:
            return work(*args, **more)

        @wraps(work)
        def answer(*args: Question.args, **more: Question.kwargs) -> Answer:
            mark = last_hash()
            if not mark:
                return work(*args, **more)
            return cached_answer(mark, *args, **more)  # type: ignore[arg-type]

        return answer

    return decorate
