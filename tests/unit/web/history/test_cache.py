"""What is remembered: each answer worked out once, the last so many kept, faults forgotten."""

from __future__ import annotations

import threading

import pytest
from tests.patience import patience

from beatwise.web.history.cache import Memory


def test_what_many_ask_for_at_once_is_worked_out_once():
    """A change makes an answer old for everyone at the same moment; one works, the others wait."""
    memory, begun, go_on, times = Memory(4), threading.Event(), threading.Event(), []

    def work() -> str:
        times.append(1)
        begun.set()
        assert go_on.wait(patience(20))
        return "the answer"

    found: list[str] = []
    people = [
        threading.Thread(target=lambda: found.append(memory.answer("question", work)))
        for _ in range(8)
    ]
    for each in people:
        each.start()
    assert begun.wait(patience(20))
    assert memory.answer("another", lambda: "is not held up") == "is not held up"
    go_on.set()
    for each in people:
        each.join(patience(20))
    assert (found, len(times)) == (["the answer"] * 8, 1)


def test_only_the_last_answers_are_kept_and_no_fault():
    """The answer that nobody asked for longest goes; a fault is raised and worked out again."""
    memory = Memory(2)
    for key in ("a", "b", "a", "c"):
        memory.answer(key, lambda key=key: f"{key} first")
    assert memory.answer("a", lambda: "a anew") == "a first"
    assert memory.answer("b", lambda: "b anew") == "b anew"
    with pytest.raises(ZeroDivisionError):
        memory.answer("d", lambda: 1 / 0)
    assert memory.answer("d", lambda: 4) == 4
