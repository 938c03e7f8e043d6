"""Verdicts: what a result may be called, and what it may not.

The verdict comes from a fixed table. Power is what the design stated before it began.
"""

from __future__ import annotations

import pytest
from tests.unit.evaluation.worlds import material

from beatwise.evaluation.result import result_json
from beatwise.evaluation.result.result import evaluate
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.verdict import Verdict


def judged(effect: float, **changes):
    return evaluate(material(effect, **changes), Standing(None), outcome_words="shoplifting")


def test_a_clear_fall_in_a_large_enough_design_is_called_one():
    """A true halving at 40 a month in six of twelve areas is said to have fallen, with interval."""
    found = judged(-50)
    assert found.verdict is Verdict.FELL
    assert "Recorded shoplifting fell by" in found.words
    assert "95 % interval" in found.words


def test_the_same_fall_below_the_power_floor_is_called_unreliable():
    """Where the design said it was too small, the same figures are "lower, but unreliable"."""
    weak = {
        "at_smallest_effect": 0.3, "power_wanted": 0.8, "variance_ratio": [1.5, 1.2, 1.8],
        "drift": [0.1, 0.05, 0.2], "drift_assumed": False, "months_before": 12, "months_after": 12,
        "smallest_p": 0.001,
    }  # fmt: skip
    found = judged(-50, power=weak)
    assert found.verdict is Verdict.LOWER_UNRELIABLE
    assert "probably overstated" in found.words


def test_no_change_where_much_is_known_is_called_no_material_change():
    """No effect at 400 a month: the interval lies inside the smallest change that matters."""
    assert judged(0, mean=400).verdict is Verdict.NO_MATERIAL_CHANGE


def test_no_change_where_little_is_known_cannot_be_told():
    """No effect at 2 a month: nobody can tell, and it says that this is not the same as none."""
    found = judged(0, mean=2)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "not to say that it did not" in found.words


def test_one_treated_town_can_never_be_called_a_change():
    """1 of 7 has a smallest p of 1/7: the test is refused, and the interval has no ends."""
    found = judged(-60, areas=7, treated=1)
    assert found.primary.inside.test is None
    assert found.primary.inside.interval == (None, None)
    assert found.verdict is Verdict.CANNOT_TELL


def test_three_treated_towns_are_judged_by_relabelling():
    """Fewer than six treated units: the interval comes from relabelling, not from CR3."""
    found = judged(-50, areas=10, treated=3)
    assert found.primary.inside.interval_from == "relabelling"
    assert found.primary.inside.interval is not None
    low, high = found.primary.inside.interval
    assert low is not None
    assert low < found.primary.inside.percent < high < 0


def test_areas_that_were_not_drawn_have_a_rank_and_no_p_value():
    """Relabelling areas that were chosen gives a placebo rank, and level 5 is out of reach."""
    chosen = judged(-50, design__assignment="chosen")
    assert chosen.strength.level < 5
    assert result_json.as_json(chosen)["inference"] == "placebo rank"


def test_unlocked_and_retrospective_results_say_so():
    """Without a lock a result is exploratory; outcome months seen before it are retrospective."""
    assert "Exploratory" in Standing(None).marks[0]


@pytest.mark.parametrize("effect", [0.0, -50.0])
def test_value_is_claimed_only_when_the_verdict_tells(effect):
    """With a cost but no verdict there is only a break-even."""
    found = judged(effect, mean=4 if effect == 0 else 40, value={"cost_pounds": [9e4, 9e4, 9e4]})
    assert found.value is not None
    assert (found.value.prevented is None) == (found.verdict is Verdict.CANNOT_TELL)


def test_only_planned_looks_may_be_opened_and_each_has_its_price():
    """A look in June spends almost nothing, the end what is left, any other month is refused."""
    from tests.unit.evaluation.worlds import mapping

    from beatwise.clock import Month
    from beatwise.errors import Conflict
    from beatwise.evaluation.protocol.protocol_json import from_json
    from beatwise.evaluation.result.conclusion import level_of

    read = from_json(mapping(decision__looks=["2025-06"]), "p")
    early, end = level_of(read, Month.parse("2025-06")), level_of(read, None)
    assert early < 0.01 < end
    assert early + end == pytest.approx(0.05)
    with pytest.raises(Conflict, match="plans no look after 2025-07"):
        level_of(read, Month.parse("2025-07"))
