"""What the last few questions gave, remembered within a bound."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LastFew(Generic[Key, Value]):
    """Answers by what was asked, the oldest forgotten first; for several threads at a time.

    Parameters
    ----------
    most
        How much is kept, in what ``size`` counts.
    size
        How much one answer counts; each is one where it is left out. The newest answer is kept
        whatever its size.
    """

    def __init__(self, most: int, size: Callable[[Value], int] = lambda _: 1):
        self._most, self._size = most, size
        self._answers: dict[Key, Value] = {}
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the answer to a key, made now where it is not remembered.

        Two threads that ask the same at once may both make it.
        """
        with self._lock:
            if key in self._answers:
                return self._answers[key]
        answer = make()
        self.keep(key, answer)
        return answer

    def keep(self, key: Key, answer: Value) -> None:
        """Remember an answer, in the place of an earlier one."""
        with self._lock:
            self._answers.pop(key, None)
            room = self._most - self._size(answer)
            while self._answers and sum(map(self._size, self._answers.values())) > room:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = answer

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
