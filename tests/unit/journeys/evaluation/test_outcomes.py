"""Outcomes of a workspace: the first file of a month counts."""

from __future__ import annotations

from tests.unit.journeys.evaluation.worlds import EARLY, LATER, MONTHS, workspace

from beatwise.journeys.evaluation.outcomes import gathered


def test_a_month_gathered_again_was_there_from_the_first_time() -> None:
    """Gathering the outcome again does not make anybody forget the first time."""
    assert gathered(workspace(LATER), "millshire", MONTHS) == {MONTHS.last.number: LATER}
    assert gathered(workspace(LATER, EARLY), None, MONTHS) == {MONTHS.last.number: EARLY}
    assert gathered(workspace(LATER, EARLY), "elsewhere", MONTHS) == {}
