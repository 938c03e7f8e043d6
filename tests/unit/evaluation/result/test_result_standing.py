"""How a result came to be, in the words of every page."""

from __future__ import annotations

import pytest

from beatwise.clock import Month
from beatwise.evaluation.protocol.lock import Deviation, Lock
from beatwise.evaluation.result.result_standing import Standing


def lock_with(deviations: int) -> Lock:
    entries = tuple(
        Deviation(number, "2026-02-02", "evaluator", "why", (), "h")
        for number in range(1, deviations + 1)
    )
    return Lock("h", "2026-02-01T00:00:00+00:00", "evaluator", "", entries)


EXPLORATORY = "Exploratory: the protocol was not locked before the outcome was known."
LATE = "3 deviations from the locked protocol, 2 of them recorded with outcome months at hand."
RETROSPECTIVE = "Retrospective: outcome months were at hand before the protocol was locked."


@pytest.mark.parametrize(
    ("standing", "marks"),
    [
        (Standing(lock_with(0)), ()),
        (Standing(None), (EXPLORATORY,)),
        (Standing(lock_with(0), (Month.parse("2025-01"),)), (RETROSPECTIVE,)),
        (Standing(lock_with(1)), ("1 deviation from the locked protocol.",)),
        (
            Standing(lock_with(3), (Month.parse("2025-01"),), (2, 3)),
            (
                RETROSPECTIVE,
                LATE,
            ),
        ),
    ],
)
def test_every_flaw_has_its_mark(standing: Standing, marks: tuple[str, ...]) -> None:
    """A locked protocol without deviations has none; each flaw adds one line, in order."""
    assert standing.marks == marks


@pytest.mark.parametrize(("lock", "number"), [(None, 0), (lock_with(0), 0), (lock_with(2), 2)])
def test_deviations_are_those_of_the_lock(lock: Lock | None, number: int) -> None:
    """Without a lock nothing can be deviated from."""
    assert Standing(lock).deviations == number
