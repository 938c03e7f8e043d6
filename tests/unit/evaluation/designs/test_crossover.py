"""A crossover by day: the rules of its protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.evaluation.worlds import daily_mapping

from beatwise.errors import BadInput
from beatwise.evaluation.protocol.protocol_json import from_json


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s["area"][0].update(role="comparison"), "'Area 0' is a comparison"),
        (lambda s: s["crossover"].update(patrol_days_a_week=7), "7 patrol days of 7"),
        (lambda s: s["crossover"].update(weeks=0), "in 0 weeks cannot be drawn"),
        (lambda s: s["crossover"].update(weeks=10**9), "do not lie in"),
        (lambda s: s["crossover"].update(first_day="2024-12-30"), "do not lie in"),
        (lambda s: s["crossover"].update(first_day="soon"), "cannot be read"),
    ],
)
def test_days_that_cannot_be_are_named(change: Callable[[Any], object], words: str) -> None:
    """A comparison area, and weeks or days that cannot be drawn, are named."""
    document = daily_mapping()
    change(document)
    with pytest.raises(BadInput, match=words) as refusal:
        from_json(document, "here.toml")
    assert refusal.value.place == "here.toml"
