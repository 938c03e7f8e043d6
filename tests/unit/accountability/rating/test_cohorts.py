"""Monthly cohort tables: a missing month is missing in every total it belongs to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.rating.cohorts import Share, cohort_table, rolling
from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput


JANUARY, FEBRUARY, MARCH = (Month.parse(f"2025-0{n}") for n in (1, 2, 3))
SPRING = MonthRange(JANUARY, MARCH)


def row(*values: int | None) -> dict[Month, int | None]:
    """Counts of three months; ``None`` for a month that was not sent."""
    return dict(zip((JANUARY, FEBRUARY, MARCH), values, strict=True))


TABLE = cohort_table(
    {
        ("North", "starts"): row(10, 20, 30), ("North", "ends"): row(5, 5, 20),
        ("South", "starts"): row(1, None, 3), ("South", "ends"): {JANUARY: 1, MARCH: 1},
    },
    SPRING, whole="All",
)  # fmt: skip


def test_a_missing_month_has_no_total() -> None:
    """Neither the area's own row nor the whole has a sum over it; an absent month is missing."""
    assert TABLE.row("North", "starts").total == 60
    assert TABLE.row("South", "starts").total is None
    assert TABLE.row("South", "ends").values == (1, None, 1)
    assert TABLE.row("All", "starts").values == (11, None, 33)
    assert TABLE.row("All", "starts").total is None


def test_starts_less_ends_add_up_until_a_month_is_missing() -> None:
    """5, then 20, then 30 in treatment; from a gap on the level is not known."""
    assert TABLE.balance("North", "starts", "ends") == (5, 20, 30)
    assert TABLE.balance("South", "starts", "ends") == (0, None, None)


@pytest.mark.parametrize(("minimum", "percent"), [(60, 50), (61, None), (0, 50)])
def test_a_share_needs_enough_cases(minimum: int, percent: int | None) -> None:
    """30 of 60 is half, and below the minimum only the counts are stated."""
    share = TABLE.share("North", "ends", "starts", minimum=minimum)
    assert share == Share(30, 60, None if percent is None else Fraction(percent))


def test_a_share_of_what_is_missing_is_none() -> None:
    """Without both totals there is no share."""
    assert TABLE.share("South", "ends", "starts") is None


def test_a_share_of_nothing_has_no_percentage() -> None:
    """Nought of nought is two counts, whatever the minimum."""
    table = cohort_table({("N", "a"): row(0, 0, 0), ("N", "b"): row(0, 0, 0)}, SPRING)
    assert table.share("N", "a", "b", minimum=0) == Share(0, 0, None)


def test_what_cannot_be_is_refused() -> None:
    """A part above its whole, a count below zero and an unknown row are named."""
    with pytest.raises(BadInput, match=r"starts \(60\) is more than ends \(30\)"):
        TABLE.share("North", "starts", "ends")
    with pytest.raises(BadInput, match="-1 is not a count"):
        cohort_table({("North", "starts"): row(1, -1, 1)}, SPRING)
    with pytest.raises(BadInput, match="no 'returns' for North"):
        TABLE.row("North", "returns")


@pytest.mark.parametrize(("values", "sums"), [
    ([1, 2, 3, 4], (None, None, 6, 9)), ([1, None, 3, 4, 5], (None, None, None, None, 12)),
    ([1, 2], (None, None)), ([], ()),
])  # fmt: skip
def test_a_rolling_sum_needs_all_its_months(values: list, sums: tuple) -> None:
    """None until there are three, and none over a gap."""
    assert rolling(values, 3) == sums
