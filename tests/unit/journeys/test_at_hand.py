"""When outcome months were at hand: the first file counts, and deviations are set against it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from beatwise.clock import MonthRange
from beatwise.evaluation.protocol.lock import Deviation, Lock
from beatwise.evaluation.result.result_standing import Standing
from beatwise.journeys.evaluation.outcomes import gathered
from beatwise.journeys.evaluation.studies.circumstances import standing_of


EARLY, LOCKED, LATER = (f"2026-0{month}-01T10:00:00+00:00" for month in (1, 2, 3))
MONTHS = MonthRange.parse("2025-11:2025-12")


def workspace(now: str, was: str | None = None) -> Any:
    """One month of one force, gathered at ``now``; with ``was``, restated then."""
    month = MONTHS.last.number

    def entry(when: str) -> Any:
        return SimpleNamespace(gathered=when)

    old = [] if was is None else [
        SimpleNamespace(force="millshire", month=month, was=entry(was), now=entry(now))
    ]  # fmt: skip
    offences = {("millshire", month): SimpleNamespace(provenance=entry(now))}
    return SimpleNamespace(
        catalogue=SimpleNamespace(offences=offences, items={}), restatements=lambda: old
    )


def filed(*deviations: Deviation) -> Any:
    lock = Lock("h", LOCKED, "evaluator", "", deviations)
    read = SimpleNamespace(patrols=MONTHS, from_police_uk=True, force="millshire")
    return SimpleNamespace(lock=lock, protocol=read)


def test_a_month_restated_after_the_lock_was_at_hand_before_it() -> None:
    """Gathering the outcome again does not make anybody forget the first time."""
    assert gathered(workspace(LATER), "millshire", MONTHS) == {MONTHS.last.number: LATER}
    assert gathered(workspace(LATER, EARLY), None, MONTHS) == {MONTHS.last.number: EARLY}
    assert gathered(workspace(LATER, EARLY), "elsewhere", MONTHS) == {}
    assert standing_of(workspace(LATER), filed(), None).retrospective == ()
    assert standing_of(workspace(LATER, EARLY), filed(), None).retrospective == (MONTHS.last,)


def test_a_deviation_with_outcome_months_at_hand_is_counted() -> None:
    """Before the months came it is only a deviation; dated to the day, the whole day counts."""
    before = Deviation(1, "2026-02-02", "e", "why", (), "h1", "2026-02-02T00:00:00+00:00")
    after = Deviation(2, "2026-04-01", "e", "why", (), "h2", "2026-04-01T00:00:00+00:00")
    same_day = Deviation(2, "2026-03-01", "e", "why", (), "h2")
    assert standing_of(workspace(LATER), filed(before), None).late_deviations == ()
    assert standing_of(workspace(LATER), filed(before, after), None).late_deviations == (2,)
    assert standing_of(workspace(LATER), filed(before, same_day), None).late_deviations == (2,)
    standing = Standing(filed(before, after).lock, late_deviations=(2,))
    assert standing.marks == (
        "2 deviations from the locked protocol, 1 of them recorded with outcome months at hand.",
    )
    assert Standing(filed(before).lock).marks == ("1 deviation from the locked protocol.",)
