"""One measure across areas: the whole is a sum or formed anew, never a mean of the parts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.unit.accountability.worlds import measure, observation

from beatwise.accountability.measures.by_area import by_area
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period


MAY = Period.parse("2025-05")


def part(area: str, value: str, above: int | None, below: int | None) -> Observation:
    """A value with what it was formed from."""
    numbers = [None if n is None else Decimal(n) for n in (above, below)]
    return Observation(MAY, Decimal(value), area, *numbers)


def test_counts_are_added_and_shared() -> None:
    """30 and 10 are 40: three quarters and one; areas stand in the order asked for."""
    values = [
        observation("2025-05", "10", area="South"),
        observation("2025-05", "30", area="North"),
        observation("2025-04", "99", area="North"),
    ]
    table = by_area(measure(), values, MAY, ["North", "South"])
    assert (table.whole, table.covered, table.why) == (40, 2, "")
    assert [(row.area, row.value, row.share) for row in table.rows] == [
        ("North", 30, 75), ("South", 10, 25),
    ]  # fmt: skip


def test_an_area_without_data_is_listed_and_no_zero() -> None:
    """It has no value and no share, and the whole says how many areas it covers."""
    table = by_area(
        measure(), [observation("2025-05", "10", area="North")], MAY, ["North", "South"]
    )
    assert (table.rows[1].value, table.rows[1].share) == (None, None)
    assert table.why == "The whole covers 1 of 2 areas; the others have no data."
    assert by_area(measure(), [], MAY, ["North"]).why == "No area has data for this period."


@pytest.mark.parametrize(("unit_name", "whole"), [("percent", Fraction(100, 4)), ("rate", 250)])
def test_a_rate_is_formed_from_what_the_parts_were(unit_name: str, whole: Fraction) -> None:
    """1 of 2 and 0 of 2 are 1 of 4: a quarter, or 250 per thousand; parts have no share."""
    values = [part("North", "50", 1, 2), part("South", "0", 0, 2)]
    table = by_area(measure(unit_name), values, MAY, ["North", "South"])
    assert table.whole == whole
    assert [row.share for row in table.rows] == [None, None]


@pytest.mark.parametrize(("unit_name", "above", "below"), [
    ("percent", None, 2), ("percent", 1, None), ("percent", 1, 0), ("days", 1, 2),
])  # fmt: skip
def test_there_is_no_mean_of_means(unit_name: str, above: int | None, below: int | None) -> None:
    """Without numerators or denominators, or for lengths of time, there is no whole."""
    table = by_area(measure(unit_name), [part("North", "50", above, below)], MAY, ["North"])
    assert table.whole is None
    assert table.why.startswith("No whole: values of this kind cannot be added")


def test_a_whole_of_nothing_has_no_shares() -> None:
    """Nought of nought is no per cent."""
    table = by_area(measure(), [observation("2025-05", "0", area="North")], MAY, ["North"])
    assert (table.whole, table.rows[0].share) == (0, None)
