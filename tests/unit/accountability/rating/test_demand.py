"""Contact demand: a figure is held only against a target that fits it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from beatwise.accountability.measures.expectation import to_reach
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.demand import (
    Demand,
    Standard,
    Verdict,
    against,
    change,
    demand_table,
)
from beatwise.errors import BadInput


def figure(
    kind: str, value: str | None, seconds: int | None = None, period: str = "2025"
) -> Demand:
    """A figure of the 101 line."""
    number = None if value is None else Decimal(value)
    return Demand("101", kind, Period.parse(period), number, seconds)


TARGET = Standard("101", "answered", to_reach("at least", Decimal(90)), "the force", 900)


@pytest.mark.parametrize(("now", "verdict"), [
    (figure("answered", "90", 900), Verdict.MET),
    (figure("answered", "89.9", 900), Verdict.NOT_MET),
    (figure("answered", None, 900), Verdict.NO_DATA),
    (figure("answered", "99", 120), Verdict.UNLIKE),
    (figure("answered", None, 120), Verdict.UNLIKE), (figure("volume", "99"), Verdict.NO_TARGET),
])  # fmt: skip
def test_only_a_like_target_is_held_against_a_figure(now: Demand, verdict: Verdict) -> None:
    """Another time limit makes the two unlike, whatever the value."""
    assert against(now, [TARGET])[0] is verdict


@pytest.mark.parametrize(("kind", "seconds", "before", "now", "result"), [
    ("volume", None, "200", "150", -25), ("volume", None, "0", "150", None),
    ("abandoned", None, "10", "7", -3), ("abandoned", None, "0", "7", 7),
    ("answered", 900, None, "7", None), ("answered", 900, "7", None, None),
])  # fmt: skip
def test_a_volume_changes_in_per_cent_and_a_share_in_points(
    kind: str, seconds: int | None, before: str | None, now: str | None, result: int | None
) -> None:
    """From zero there is no change in per cent; without a value there is none at all."""
    assert change(figure(kind, before, seconds), figure(kind, now, seconds)) == result
    assert change(None, figure(kind, now, seconds)) is None


def test_a_figure_stands_beside_the_earlier_one_of_its_kind() -> None:
    """A quarter is not set beside a year, nor one time limit beside another."""
    now = [figure("volume", "150"), figure("answered", "80", 900)]
    like = [figure("volume", "100", period="2024"), figure("answered", "70", 120, period="2024")]
    rows = demand_table(now, like, [TARGET])
    assert [(row.change, row.difference) for row in rows] == [(50, 50), (None, None)]
    unlike = [figure("volume", "100", period="2024-10:2024-12")]
    assert demand_table(now, unlike, [])[0].before is None


@pytest.mark.parametrize(("kind", "seconds"), [("answered", None), ("volume", 10), ("calls", None)])
def test_only_an_answered_share_has_a_time_limit(kind: str, seconds: int | None) -> None:
    """An unknown kind, or a limit too many or too few, is refused."""
    with pytest.raises(BadInput, match="is not a demand figure"):
        figure(kind, "1", seconds)
