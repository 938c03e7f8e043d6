"""When outcome months were at hand, and which deviations are set against it."""

from __future__ import annotations

from tests.unit.journeys.evaluation.worlds import EARLY, LATER, MONTHS, filed, workspace

from beatwise.evaluation.protocol.lock import Deviation
from beatwise.evaluation.result.result_standing import Standing
from beatwise.journeys.evaluation.studies.circumstances import standing_of


def test_a_month_restated_after_the_lock_was_at_hand_before_it() -> None:
    """A month first gathered before the lock is retrospective, whenever it is gathered again."""
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
