"""What is concluded under a protocol: level, verdict, stated power and worth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.clock import Month
from beatwise.errors import Conflict
from beatwise.estimate import Estimate
from beatwise.evaluation.protocol.interim_looks import levels
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.conclusion import (
    Change,
    conclude,
    level_of,
    stated_power,
    worth_of,
)
from beatwise.evaluation.result.value_for_money import UnitCost
from beatwise.evaluation.result.verdict import Verdict


FALL = Change(-40.0, (-60.0, -20.0), 0.01)
COST = UnitCost("shoplifting", 100.0, 2024, "a source")


def protocol_of(**changes: object) -> Protocol:
    return from_json(mapping(**changes), "p")


@pytest.mark.parametrize(
    ("power", "again", "verdict", "powered"),
    [
        (0.8, None, Verdict.FELL, True),
        (0.8, 0.9, Verdict.FELL, True),
        (0.8, 0.6, Verdict.FELL, True),
        (0.8, 0.3, Verdict.LOWER_UNRELIABLE, False),
        (0.3, 0.9, Verdict.LOWER_UNRELIABLE, False),
        (0.7, 0.59, Verdict.FELL, True),
    ],
)
def test_power_must_be_stated_and_be_there(power, again, verdict, powered) -> None:
    """A fall counts where the stated power is reached and not far above what the months give."""
    protocol = protocol_of(power__at_smallest_effect=power)
    conclusion = conclude(protocol, FALL, 0.05, again, "shoplifting")
    assert conclusion.verdict is verdict
    assert conclusion.powered is powered
    assert "ecorded shoplifting" in conclusion.words


def test_the_level_of_the_look_decides() -> None:
    """A p of .01 is a change at the level of the end and none at that of an early look."""
    assert conclude(protocol_of(), FALL, 0.005, None, "x").verdict is Verdict.CANNOT_TELL
    assert "99.5 % interval" in conclude(protocol_of(), FALL, 0.005, None, "x").words


def test_the_stated_power_gives_way_only_where_it_was_overstated() -> None:
    """Without one there is none; an honest one stands; else that of the months before."""
    protocol, weak = protocol_of(), protocol_of(power__at_smallest_effect=0.3)
    assert stated_power(replace(protocol, power=None), 0.4, powered=False) is None
    assert stated_power(protocol, 0.4, powered=True) == 0.8
    assert stated_power(protocol, 0.4, powered=False) == 0.4
    assert stated_power(weak, 0.4, powered=False) == 0.3


def test_only_a_verdict_that_tells_has_a_worth() -> None:
    """Fell and rose claim what was prevented; every other verdict only breaks even."""
    prevented = Estimate(60.0, 20.0, None)
    protocol = protocol_of(value={"cost_pounds": [9e3, 8e3, 1e4]})
    assert worth_of(protocol_of(), Verdict.FELL, COST, prevented) is None
    for answer in Verdict:
        worth = worth_of(protocol, answer, COST, prevented)
        assert worth is not None
        assert worth.break_even == 90
        assert (worth.prevented == prevented) is (answer in (Verdict.FELL, Verdict.ROSE))


def test_without_looks_the_end_has_the_whole_level() -> None:
    """The end may be named by its month or left out; any other month is not planned."""
    protocol = protocol_of()
    assert level_of(protocol, None) == level_of(protocol, Month.parse("2025-12")) == 0.05
    with pytest.raises(Conflict, match="plans no look after 2025-06") as refusal:
        level_of(protocol, Month.parse("2025-06"))
    assert refusal.value.next_step == "Its looks: none, only the end."


def test_each_look_spends_its_share_in_order() -> None:
    """Looks written out of order or twice, and one in the last month, are two looks and an end."""
    protocol = protocol_of(decision__looks=["2025-09", "2025-06", "2025-06", "2025-12"])
    at = [Month.parse(month) for month in ("2025-06", "2025-09", "2025-12")]
    assert [level_of(protocol, month) for month in at] == pytest.approx(levels(0.05, [0.5, 0.75]))
    assert level_of(protocol, None) == level_of(protocol, at[-1])
    with pytest.raises(Conflict) as refusal:
        level_of(protocol, Month.parse("2025-07"))
    assert refusal.value.next_step == "Its looks: 2025-06, 2025-09."
