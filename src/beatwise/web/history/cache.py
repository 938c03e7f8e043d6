"""What was worked out from the records, remembered for as long as nothing changes.

Every change is a line of the history with a hash that no other has, so the last hash says which
records an answer was worked out from. An answer that hangs on some kinds of change alone is kept
while others happen: a sign-in makes no rating old. Inside an action, ask only before the first row
is changed or after its history was written.

A page asks hundreds of such questions, and is of one moment: within ``one_moment`` the history is
looked at once. Answers can only be newer than that moment, never older.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Generic, ParamSpec, TypeVar

from beatwise.web.history.models import Change


Question = ParamSpec("Question")
Answer = TypeVar("Answer")
# Beginnings of actions that change nothing but accounts, nothing but records of registers, and so
# on; after those without figures every measure and every action of the plan is as it was.
ACCOUNTS, RECORDS = "account.", "record."
# Files that are kept, checked or written out; what an import then does is not of these.
FILES = ("import.upload", "import.answer", "import.ask", "import.cancel", "import.fail", "export.")
WITHOUT_FIGURES = (ACCOUNTS, RECORDS, *FILES, "letters.", "token.")


class _Moment(threading.local):
    """The marks that this thread has seen within its page; ``None`` where each is asked anew."""

    marks: dict[tuple[str, ...], str] | None = None


_moment = _Moment()


@contextmanager
def one_moment() -> Iterator[None]:
    """Look at the history once for each kind of question asked within the block."""
    _moment.marks = {}
    try:
        yield
    finally:
        _moment.marks = None


def end_moment() -> None:
    """Ask anew from now on, because this thread writes history itself."""
    _moment.marks = None


def last_hash() -> str:
    """Return the hash of the last change; empty in an office without any."""
    newest = Change.objects.order_by("-number").values_list("hash", flat=True)
    return newest.first() or ""


class Mark:
    """The hash of the last change that is not of certain kinds, as this process has seen them.

    Each question reads only the lines that are new since the one before, and the last one again:
    when that is another, or gone, the history is not the one that was seen, and all begins anew.
    """

    def __init__(self, without: tuple[str, ...]):
        self.without = without
        self._last_line: tuple[int, str, str] = (0, "", "")  # last line's number and hash; the mark

    def now(self) -> str:
        """Return the hash; empty in an office without any change."""
        marks = _moment.marks
        if marks is None:
            return self._newest()
        if self.without not in marks:
            marks[self.without] = self._newest()
        return marks[self.without]

    def _newest(self) -> str:
        if not self.without:
            return last_hash()
        number, last, mark = self._last_line
        rows = Change.objects.filter(number__gte=number).order_by("number")
        lines = list(rows.values_list("number", "hash", "action")) if number else []
        if not lines or lines[0][:2] != (number, last):
            head = Change.objects.order_by("-number").values_list("number", "hash").first()
            self._last_line = (*(head or (0, "")), head[1] if head else "")
            return self._last_line[2]
        for _, line, action in lines[1:]:
            mark = mark if action.startswith(self.without) else line
        self._last_line = (*lines[-1][:2], mark)
        return mark


@cache
def mark_without(kinds: tuple[str, ...]) -> Mark:
    """Return the one mark of this process that some kinds of change leave as it is."""
    return Mark(kinds)


class Memory(Generic[Answer]):
    """The last so many answers; what several ask for at once is worked out once."""

    def __init__(self, most: int):
        self.most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._turns: dict[Hashable, threading.RLock] = {}

    def answer(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, worked out by the first who asks."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            turn = self._turns.setdefault(key, threading.RLock())
        with turn:
            with self._lock:
                if key in self._answers:
                    return self._answers[key]
            try:
                fresh = work()
                with self._lock:
                    self._answers[key] = fresh
                    while len(self._answers) > self.most:
                        self._answers.popitem(last=False)
            finally:
                with self._lock:
                    self._turns.pop(key, None)
        return fresh


def remembered(
    most: int = 64, *, whatever: tuple[str, ...] = ()
) -> Callable[[Callable[Question, Answer]], Callable[Question, Answer]]:
    """Remember the answers of a function of plain values, until the next change of any record.

    An answer is shared by all who ask: it must be one that nobody changes. ``whatever`` names the
    beginnings of actions that the answer does not hang on.
    """

    def decorate(work: Callable[Question, Answer]) -> Callable[Question, Answer]:
        memory, mark = Memory[Answer](most), mark_without(whatever)

        @wraps(work)
        def answer(*args: Question.args, **more: Question.kwargs) -> Answer:
            now = mark.now()
            if not now:
                return work(*args, **more)
            key = (now, args, tuple(sorted(more.items())))
            return memory.answer(key, lambda: work(*args, **more))

        return answer

    return decorate
