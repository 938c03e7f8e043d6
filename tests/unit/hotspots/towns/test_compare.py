"""Towns side by side: hours, reasons and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.hotspots.towns.worlds import comparison, town

from beatwise.errors import Refused


def test_hours_follow_incidents_in_hot_spots_and_each_town_has_its_reason() -> None:
    """16 to 4 incidents: 32 and 8 hours; without a hot spot none, and the counts say why."""
    between = comparison(town("Empty", 0, outside=3), town("Oakham", 1), town("Ashby", 4))
    assert [(one.label, one.hours) for one in between.towns] == [
        ("Ashby", 32), ("Oakham", 8), ("Empty", 0),
    ]  # fmt: skip
    reasons = {one.label: one.reason for one in between.towns}
    assert reasons["Ashby"] == "chosen: 32.0 hours by its incidents alone"
    assert reasons["Empty"] == (
        "not chosen: no place with enough incidents to be called a hot spot (3 shoplifting "
        "records); other patrols are recorded there: check for overlap"
    )


def test_a_raised_town_and_one_left_out_say_so() -> None:
    """Due four of forty hours it is raised to six; due two it is left out."""
    raised = comparison(town("Ashby", 9), town("Oakham", 1)).towns[1]
    assert raised.reason == ("chosen: 4.0 hours by its incidents alone, raised to the minimum of 6")
    left_out = comparison(town("Ashby", 19), town("Oakham", 1)).towns[1]
    assert (left_out.hours, left_out.gets_hours) == (0, False)
    assert left_out.reason.startswith("not chosen: its incidents alone would earn it 2.0 hours")


def test_the_rule_itself_comes_first_among_the_rules() -> None:
    """Sensitivity lists hours in the order the towns were given, the rule in use first."""
    between = comparison(town("Oakham", 1), town("Ashby", 4))
    assert between.labels == ("Oakham", "Ashby")
    assert between.sensitivity[0].rule == between.rule
    assert between.sensitivity[0].hours == (8, 32)


def test_two_towns_of_one_name_are_told_apart_by_their_layer() -> None:
    """A shared label gets its layer before it, the other towns keep theirs."""
    one, other = town("Newtown", 3), town("Newtown", 3)
    other = replace(other, area=replace(other.area, layer="wards"))
    assert comparison(one, other, town("Ashby", 3)).labels == (
        "layer of Newtown:Newtown", "wards:Newtown", "Ashby",
    )  # fmt: skip


def test_months_without_data_are_named_and_never_counted() -> None:
    """Towns that lack a month say how many they have; a whole one is not mentioned."""
    between = comparison(town("Oakham", 1, missing=(101,)), town("Ashby", 4, missing=(101,)))
    assert between.notes[0].endswith("With data: Oakham 3 of 4, Ashby 3 of 4.")
    assert "With data" not in " ".join(comparison(town("Ashby", 4)).notes)


def test_unlike_months_share_no_hours() -> None:
    """A town with half the months is no match for one with all: the share is refused."""
    with pytest.raises(Refused, match="unlike months"):
        comparison(town("Oakham", 4, missing=(101, 102)), town("Ashby", 4))


def test_hours_in_quarters_are_shared_in_quarters() -> None:
    """10.25 hours over two level towns are 5.25 and 5, and cover one hot spot each."""
    between = comparison(town("Ashby", 3), town("Oakham", 3), hours=10.25, minimum=1)
    assert [one.hours for one in between.towns] == [5.25, 5.0]
    assert [(one.coverable, one.places) for one in between.towns] == [(1, 1), (1, 1)]
