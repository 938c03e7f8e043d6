"""How strong a study is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.unit.evaluation.worlds import material

from beatwise.clock import Month
from beatwise.evaluation.protocol.lock import Deviation, Lock
from beatwise.evaluation.protocol.protocol import Protocol, TheoryStep
from beatwise.evaluation.result.material import DeliveryShown, Material
from beatwise.evaluation.result.result import Result, evaluate
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.strength import (
    ASSIGNED,
    MARYLAND,
    Strength,
    assigned_before,
    strength,
)


BEFORE, AFTER = "2024-12-31T23:59:59+00:00", "2025-01-01T00:00:00+00:00"


def standing(locked: str = BEFORE, *, deposited: bool = True, **more: Any) -> Standing:
    """A locked protocol; patrols of the little world begin in January 2025."""
    deviations = more.pop("deviations", ())
    return Standing(Lock("h", locked, "evaluator", "", deviations), deposited=deposited, **more)


PROTOCOL = material().protocol


def rated(how: Standing, protocol: Protocol = PROTOCOL, **more: Any) -> Strength:
    """The strength of a study whose delivery is shown, with nothing else known of it."""
    known = {"towns": (), "minutes": None, "events": 0, "valued": False}
    return strength(protocol, how, **{"delivery": DeliveryShown.YES, **known, **more})


def deviation(number: int, date: str, *changes: str) -> Deviation:
    """A deviation recorded on a day."""
    return Deviation(number, date, "evaluator", "why", changes, "h2")


def test_the_scale_has_five_levels_from_a_single_measure_to_a_draw() -> None:
    """Each level has words of its own, in the scale's order."""
    assert list(MARYLAND) == [1, 2, 3, 4, 5]
    assert MARYLAND[1].startswith("a single measure")
    assert MARYLAND[5] == "areas drawn by lot"


@pytest.mark.parametrize("name", ASSIGNED)
@pytest.mark.parametrize(("date", "late", "before"), [
    ("2024-12-31", (), True), ("2025-01-01", (), False), ("2024-12-31", (1,), False),
    ("2024-12-31", (2,), True),
])  # fmt: skip
def test_an_assignment_changed_from_the_first_outcome_month_on_did_not_stand(
    name: str, date: str, late: tuple[int, ...], before: bool
) -> None:
    """By its day, or by what was at hand on it; any line that says who is patrolled when counts."""
    changed = deviation(1, date, "-alpha = 0.05", f"+{name} = 1")
    how = standing(deviations=(changed,), late_deviations=late)
    assert assigned_before(PROTOCOL, how) is before
    other = deviation(1, date, f"+{name}s_of_another_kind = 1")
    assert assigned_before(PROTOCOL, standing(deviations=(other,), late_deviations=late))


def test_only_the_changes_made_late_undo_the_draw() -> None:
    """A first deviation in time may change roles, and a later one the level of the test."""
    early, late = deviation(1, "2024-12-01", "+role = 1"), deviation(2, "2025-03-01", "+alpha = 1")
    how = standing(deviations=(early, late), late_deviations=(2,))
    assert assigned_before(PROTOCOL, how)
    assert not assigned_before(PROTOCOL, standing(AFTER))
    assert not assigned_before(PROTOCOL, Standing(None))


def test_a_draw_that_was_not_locked_is_exploratory_and_retrospective() -> None:
    """The reason says which month came first, and only without a lock that it is exploratory."""
    unlocked, late = rated(Standing(None)), rated(standing(AFTER))
    assert unlocked.level == late.level == 2
    assert "not locked before the first outcome month, January 2025" in late.reason
    assert unlocked.reason.endswith("; the protocol was not locked, so this is exploratory")
    assert "exploratory" not in late.reason


@pytest.mark.parametrize(("number", "words"), [
    (0, None), (1, "; 1 deviation from the protocol"), (2, "; 2 deviations from the protocol"),
])  # fmt: skip
def test_deviations_are_counted_in_the_reason(number: int, words: str | None) -> None:
    """One is a deviation, two are deviations, and none is not spoken of."""
    several = tuple(deviation(n, "2024-12-01", "+alpha = 1") for n in range(number))
    reason = rated(standing(deviations=several)).reason
    assert reason.endswith(words) if words else "deviation" not in reason


def test_all_that_is_wanting_for_level_five_is_listed() -> None:
    """Two units, a deposit and shown patrols: each that lacks is named."""
    in_one = (replace(area, unit="u") if area.treated else area for area in PROTOCOL.areas)
    one = replace(PROTOCOL, areas=tuple(in_one))
    wanting = rated(standing(deposited=False), one, delivery=DeliveryShown.PARTLY)
    assert wanting.level == 3
    for words in ("two patrolled units or more", "must have been deposited", "must be shown"):
        assert words in wanting.reason
    in_two = tuple(replace(a, unit=f"u{i % 2}") for i, a in enumerate(PROTOCOL.areas))
    assert rated(standing(), replace(PROTOCOL, areas=in_two)).level == 5


@pytest.mark.parametrize(("delivery", "before", "level"), [
    (DeliveryShown.YES, False, 3), (DeliveryShown.PARTLY, True, 3),
    (DeliveryShown.UNKNOWN, True, 3), (DeliveryShown.PARTLY, False, 2),
    (DeliveryShown.UNKNOWN, False, 2), (DeliveryShown.NONE, True, 1),
])  # fmt: skip
def test_a_comparison_by_rule_is_level_three_at_most(
    delivery: DeliveryShown, before: bool, level: int
) -> None:
    """Locked before, or patrols shown; with nothing delivered nothing was tried."""
    chosen = material(design__assignment="chosen").protocol
    how = standing(BEFORE if before else AFTER)
    answer = rated(how, chosen, delivery=delivery)
    assert answer.level == level
    assert (MARYLAND[3] in answer.reason) == (level == 3)


def test_what_emmie_asks_for_is_filled_from_what_was_done() -> None:
    """A line for each heading, and a plain word where nothing was stated or known."""
    bare = dict(rated(standing(), replace(PROTOCOL, theory=())).emmie)
    assert list(bare) == ["Effect", "Mechanism", "Moderators", "Implementation", "Economics"]
    assert bare["Mechanism"] == "Not stated."
    assert bare["Moderators"] == "0 other programmes or changes overlapped."
    assert bare["Implementation"].startswith("No delivered minutes were at hand")
    assert bare["Economics"] == "No cost was given."
    stages = ("input", "activity", "output", "output", "outcome")
    stated = replace(PROTOCOL, theory=tuple(TheoryStep(stage, "s", "m") for stage in stages))
    full = dict(
        rated(standing(), stated, towns=("A", "B"), minutes=90_000.0, events=3, valued=True).emmie
    )
    assert full["Mechanism"].startswith("3 steps between what is put in and the outcome")
    assert full["Moderators"].startswith("Results shown for 2 ")
    assert full["Moderators"].endswith("; 3 other programmes or changes overlapped.")
    assert full["Implementation"].startswith("1,500 delivered hours, by grade of evidence. It ")
    assert full["Economics"] == "Set against the cost of delivered hours."


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
