"""The rule that hours are shared by, beside other defensible rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.hotspots.towns.worlds import town

from beatwise.hotspots.towns.hour_rules import other_rules, weights_by
from beatwise.hotspots.towns.town_figures import town_type


TOWNS = [town("Ashby", 8), town("Oakham", 2, outside=10)]
ROWS = [{"shoplifting": town_type(one, "shoplifting")} for one in TOWNS]
LISTS = [{"shoplifting": one} for one in TOWNS]


def test_weights_are_shares_that_add_up_to_one() -> None:
    """32 and 8 incidents in hot spots are 80 % and 20 %."""
    assert weights_by(ROWS, "in_hot_spots").tolist() == pytest.approx([0.8, 0.2])
    assert weights_by(ROWS, "hot_spots").tolist() == pytest.approx([0.5, 0.5])


def test_incidents_are_taken_by_month_with_data() -> None:
    """32 incidents in 4 months are as many as 24 in 3."""
    [ashby, oakham] = (row["shoplifting"] for row in ROWS)
    rows = [{"a": ashby}, {"a": replace(oakham, in_hot_spots=24, months=3)}]
    assert weights_by(rows, "in_hot_spots").tolist() == pytest.approx([0.5, 0.5])


def test_each_type_weighs_the_same() -> None:
    """A rare type counts as much as a common one, and one that is nowhere does not count."""
    [ashby, oakham] = (row["shoplifting"] for row in ROWS)
    rare = replace(ashby, in_hot_spots=1)
    none = replace(ashby, in_hot_spots=0)
    rows = [{"a": ashby, "b": none}, {"a": oakham, "b": rare}]
    assert weights_by(rows, "in_hot_spots").tolist() == pytest.approx([0.4, 0.6])
    level = [{"a": ashby, "b": none}, {"a": oakham, "b": none}]
    assert weights_by(level, "in_hot_spots").tolist() == pytest.approx([0.8, 0.2])


def test_other_rules_by_hand() -> None:
    """By all incidents 32 to 18, by hot spots level, by the root 2 to 1, the same to each."""
    hours = {shared.rule: shared.hours for shared in other_rules(ROWS, LISTS, 30, 0, 1.0)}
    assert hours == {
        "by all recorded incidents in the town": (19, 11),
        "by the number of hot spots": (15, 15),
        "by the square root of incidents in hot spots": (20, 10),
        "the same to every town with a hot spot": (15, 15),
        "by the later half of the training months": (24, 6),
    }


def test_the_later_half_of_four_months_is_the_last_two() -> None:
    """Eight a month in one town against 0, 8, 8 and 0 in the other: 16 to 8."""
    [oakham] = TOWNS[1].hotspots
    varying = replace(oakham, monthly={"shoplifting": (0, 8, 8, 0)})
    lists = [LISTS[0], {"shoplifting": replace(TOWNS[1], hotspots=(varying,))}]
    hours = {shared.rule: shared.hours for shared in other_rules(ROWS, lists, 30, 0, 1.0)}
    assert hours["by the later half of the training months"] == (20, 10)


def test_the_later_half_of_three_months_is_the_last_two() -> None:
    """Half of three is rounded up: of 0, 4 and 8 twelve count, against 24 of twelve a month."""
    short = town("Oakham", 4, missing=(103,))
    [spot] = short.hotspots
    short = replace(short, hotspots=(replace(spot, monthly={"shoplifting": (0, 4, 8)}),))
    lists = [{"shoplifting": town("Ashby", 12, missing=(103,))}, {"shoplifting": short}]
    hours = {shared.rule: shared.hours for shared in other_rules(ROWS, lists, 30, 0, 1.0)}
    assert hours["by the later half of the training months"] == (20, 10)


def test_the_later_half_is_counted_by_month() -> None:
    """Eight a month in two months are as many as eight a month in one."""
    lists = [
        {"shoplifting": town("Ashby", 8)},
        {"shoplifting": town("Oakham", 8, missing=(100, 101))},
    ]
    hours = {shared.rule: shared.hours for shared in other_rules(ROWS, lists, 30, 0, 1.0)}
    assert hours["by the later half of the training months"] == (15, 15)


def test_with_several_types_each_alone_is_a_rule() -> None:
    """One more rule for each type, in running words."""
    rows = [{**row, "drugs": row["shoplifting"]} for row in ROWS]
    lists = [{**one, "drugs": replace(one["shoplifting"], hotspots=())} for one in LISTS]
    rules = [shared.rule for shared in other_rules(rows, lists, 30, 0, 1.0)]
    assert rules[-2:] == [
        "by shoplifting in its hot spots alone",
        "by drugs in its hot spots alone",
    ]


def test_a_rule_with_nothing_to_share_by_is_left_out() -> None:
    """Without a hot spot anywhere only the rule by all incidents remains."""
    towns = [town("Ashby", 0, outside=3), town("Oakham", 0, outside=1)]
    rows = [{"shoplifting": town_type(one, "shoplifting")} for one in towns]
    lists = [{"shoplifting": one} for one in towns]
    assert [shared.rule for shared in other_rules(rows, lists, 20, 0, 1.0)] == [
        "by all recorded incidents in the town"
    ]
