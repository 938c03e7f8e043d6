"""A measure's parts agree with each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.measure import Measure, check
from beatwise.errors import BadInput


@pytest.mark.parametrize("sound", [
    measure(), measure("rate"), measure("percent", "monitor"),
    measure("yes/no", "completed y/n", "0"),
    measure("yes/no", "monitor", "1"), replace(measure("yes/no", "completed"), baseline=None),
])  # fmt: skip
def test_a_sound_measure_passes(sound: Measure) -> None:
    """Every unit with an expectation that fits it."""
    check(sound, place="m.toml")


@pytest.mark.parametrize(("wrong", "message"), [
    (measure("yes/no", "increase", "1"), "'increase' does not fit a measure in yes/no"),
    (measure("count", "completed Y/N"), "'completed Y/N' does not fit a measure in count"),
    (replace(measure("rate"), per=None), "a rate, and only a rate"),
    (replace(measure(), per=Decimal(1000)), "a rate, and only a rate"),
    (measure("yes/no", "completed", "2"), "the baseline of a yes or no is 1 or 0"),
])  # fmt: skip
def test_parts_at_odds_are_refused(wrong: Measure, message: str) -> None:
    """A direction of a yes or no, a rate of nothing and half an answer are refused in words."""
    with pytest.raises(BadInput, match=message) as caught:
        check(wrong, place="m.toml")
    assert caught.value.place == "m.toml"
