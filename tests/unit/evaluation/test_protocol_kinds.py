"""Protocols of stepped starts and of days that cannot be: each is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.patrol_days import draw_patrol_days
from beatwise.evaluation.designs.patrol_days_json import as_json
from beatwise.evaluation.protocol.protocol_json import from_json


def stepped() -> dict[str, Any]:
    """Twelve areas of six units, a pair starting every second month."""
    said = mapping(treated=12, design__kind="stepped")
    for i, area in enumerate(said["area"]):
        area.update(unit=f"u{i // 2}", start=f"2025-{2 * (i // 2) + 1:02d}")
    return said


def by_day() -> dict[str, Any]:
    """Twelve areas, three days of each week of 2025."""
    said = mapping(treated=12, design__kind="crossover", design__assignment="days")
    said["outcome"]["source"] = "timed"
    said["crossover"] = as_json(
        draw_patrol_days(MonthRange.parse("2025-01:2025-12"), 12, 3, seed=1)
    )
    return said


def test_both_kinds_are_read() -> None:
    """As they are written they are read."""
    assert len({a.start for a in from_json(stepped(), "p").areas}) == 6
    design = from_json(by_day(), "p").design
    assert isinstance(design, Crossover)
    assert design.days.weeks == 52


@pytest.mark.parametrize(
    ("made", "change", "words"),
    [
        (stepped, lambda s: s["area"][0].pop("start"), "'Area 0' has no start"),
        (stepped, lambda s: s["area"][0].update(start="2025-02"), "unit 'u0' start in different"),
        (stepped, lambda s: [a.update(start="2025-02") for a in s["area"]], "nothing is stepped"),
        (stepped, lambda s: s["area"][0].update(start="2026-02"), "outside the patrolled months"),
        (by_day, lambda s: s["area"][0].update(role="comparison"), "'Area 0' is a comparison"),
        (by_day, lambda s: s["crossover"].update(patrol_days_a_week=7), "7 patrol days of 7"),
        (by_day, lambda s: s["crossover"].update(weeks=0), "in 0 weeks cannot be drawn"),
        (by_day, lambda s: s["crossover"].update(weeks=10**9), "do not lie in"),
        (by_day, lambda s: s["crossover"].update(first_day="2024-12-30"), "do not lie in"),
        (by_day, lambda s: s["crossover"].update(first_day="soon"), "cannot be read"),
        (by_day, lambda s: s["design"].update(assignment="one draw"), "does not go with the kind"),
    ],
)
def test_what_cannot_be_is_named(
    made: Callable[[], dict[str, Any]], change: Callable[[Any], object], words: str
) -> None:
    """Each wrong protocol is refused with its place and what is wrong."""
    said = made()
    change(said)
    with pytest.raises(BadInput, match=words) as refusal:
        from_json(said, "here.toml")
    assert refusal.value.place == "here.toml"
