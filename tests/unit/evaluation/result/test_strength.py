"""How strong a study is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.evaluation.worlds import material

from beatwise.clock import Month
from beatwise.evaluation.protocol.lock import Deviation, Lock
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.result import Result, evaluate
from beatwise.evaluation.result.result_standing import Standing


BEFORE, AFTER = "2024-12-31T23:59:59+00:00", "2025-01-01T00:00:00+00:00"


def standing(locked: str = BEFORE, *, deposited: bool = True, **more: Any) -> Standing:
    """A locked protocol; patrols of the little world begin in January 2025."""
    deviations = more.pop("deviations", ())
    return Standing(Lock("h", locked, "evaluator", "", deviations), deposited=deposited, **more)


def judged(how: Standing, minutes: list[float] | None, **changes: Any) -> Result:
    """The result of the little world, 6 of 12 areas patrolled, with minutes by area."""
    world = material(**changes)
    grades = {} if minutes is None else {"B": np.array(minutes)}
    known = Material(world.protocol, world.months, world.areas, world.rings, world.missing, grades)
    return evaluate(known, how, outcome_words="x")


PATROLLED, NOWHERE = [600.0] * 6 + [0.0] * 6, [0.0] * 12
ELSEWHERE, EVERYWHERE, ONE = [0.0] * 6 + [600.0] * 6, [600.0] * 12, [600.0] + [0.0] * 11


@pytest.mark.parametrize(
    ("how", "minutes", "level", "words"),
    [
        (standing(), PATROLLED, 5, "deposited before the first outcome month"),
        (standing(deposited=False), PATROLLED, 3, "must have been deposited"),
        (standing(), None, 3, "delivered patrols must be shown"),
        (standing(), EVERYWHERE, 3, "delivered patrols must be shown"),
        (standing(), ONE, 3, "delivered patrols must be shown"),
        (standing(), NOWHERE, 1, "no patrol was delivered"),
        (standing(), ELSEWHERE, 1, "no patrol was delivered"),
        (standing(AFTER), PATROLLED, 2, "a retrospective draw is level 2 at most"),
        (standing(retrospective=(Month.parse("2025-01"),)), PATROLLED, 2, "retrospective draw"),
        (Standing(None), PATROLLED, 2, "not locked, so this is exploratory"),
    ],
)
def test_level_five_needs_a_deposited_draw_and_delivered_patrols(
    how, minutes, level, words
) -> None:
    """Locked and deposited before the first outcome month, and patrols shown: each is needed."""
    strength = judged(how, minutes).strength
    assert (strength.level, words in strength.reason) == (level, True)


def test_a_late_change_of_who_is_patrolled_undoes_the_draw() -> None:
    """A deviation in the outcome months may change the level of the test, not the roles."""

    def deviated(change: str) -> Standing:
        late = Deviation(1, "2025-02-01", "evaluator", "why", (change,), "h2", AFTER)
        return standing(deviations=(late,), late_deviations=(1,))

    assert judged(deviated('+role = "treated"'), PATROLLED).strength.level == 2
    assert judged(deviated("+alpha = 0.1"), PATROLLED).strength.level == 5


def test_areas_chosen_by_rule_are_level_three_where_something_is_shown() -> None:
    """A lock before the outcome, or patrols shown: without either the choice shows nothing."""
    chosen = {"design__assignment": "chosen"}
    assert judged(standing(), None, **chosen).strength.level == 3
    assert judged(Standing(None), PATROLLED, **chosen).strength.level == 3
    assert judged(Standing(None), None, **chosen).strength.level == 2


def test_one_unit_drawn_is_not_level_five() -> None:
    """A single unit cannot balance chance, however it was drawn."""
    minutes = [600.0] + [0.0] * 11
    assert judged(standing(), minutes, treated=1).strength.level == 3


def test_lots_drawn_elsewhere_are_taken_on_trust_and_said_so() -> None:
    """The scale's highest level rests on a draw; who did not draw it here says that it was."""
    on_trust = "Roles as the file gives them, said to be drawn by lot within all."
    for rule, warned in ((on_trust, True), ("Pairs alike; one of each drawn with seed 1.", False)):
        world = {"design": {**material().protocol.mapping["design"], "rule": rule}}
        strength = judged(standing(), PATROLLED, **world).strength
        assert strength.level == 5
        assert ("taken on trust" in strength.reason) is warned


def test_only_a_draw_made_late_prints_the_spread_over_seeds() -> None:
    """With the draw locked before there was nothing to try; without, every other draw is shown."""
    assert judged(standing(), PATROLLED).spread is None
    spread = judged(standing(AFTER), PATROLLED).spread
    assert spread.draws == 924  # 12 choose 6
    assert spread.least <= spread.low < 0 < spread.high <= spread.most
    assert judged(Standing(None), None, design__assignment="chosen").spread is None
