"""The JSON of a comparison of towns: hours that add up, nothing that is NaN."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.hotspots.towns.worlds import comparison, town

from beatwise.estimate import Estimate
from beatwise.hotspots.towns.as_json import as_json
from beatwise.hotspots.towns.between_towns import BetweenTowns


def test_the_json_holds_the_hours_and_no_nan() -> None:
    """Hours add up, towns without any stand under not_chosen, and what is unknown is null."""
    document = as_json(comparison(town("Empty", 0), town("Ashby", 4)))
    assert [one["hours"] for one in document["towns"]] == [40, 0]
    assert [one["area"] for one in document["not_chosen"]] == ["Empty"]
    empty = document["towns"][1]["by_type"]["shoplifting"]
    assert empty["persistence"] is empty["learnable_fall"] is empty["trend"] is None
    assert empty["concentration"]["generalised_gini"] is None
    assert document["sensitivity"][0]["hours"] == {"Empty": 0, "Ashby": 40}


def with_trend(between: BetweenTowns, trend: Estimate | None) -> BetweenTowns:
    """Return the comparison with another trend in its first town."""
    first = between.towns[0]
    figures = replace(first.by_type["shoplifting"], trend=trend)
    changed = replace(first, by_type={"shoplifting": figures})
    return replace(between, towns=(changed, *between.towns[1:]))


@pytest.mark.parametrize(
    ("trend", "in_json"),
    [
        (None, None),
        (Estimate(12.0, None, 30.0), None),
        (
            Estimate(12.345, -1.0, 30.006, 0.9, 40, "% a year"),
            {"value": 12.35, "low": -1.0, "high": 30.01, "level": 0.9, "unit": "% a year"},
        ),
    ],
)
def test_a_trend_is_whole_or_null(trend: Estimate | None, in_json: object) -> None:
    """A trend without its interval is not published; with it there are two decimals."""
    document = as_json(with_trend(comparison(town("Ashby", 4)), trend))
    assert document["towns"][0]["by_type"]["shoplifting"]["trend"] == in_json


def test_counts_shares_and_what_hours_can_cover() -> None:
    """Sixteen of nineteen incidents in one hot spot, which the hours cover; patrols are named."""
    document = as_json(comparison(town("Ashby", 4, outside=3)))
    [ashby] = document["towns"]
    figures = ashby["by_type"]["shoplifting"]
    assert (figures["count"], figures["in_hot_spots"], figures["a_month"]) == (19, 16, 4.75)
    assert figures["share_in_hot_spots"] == 0.8421
    assert (ashby["hot_spots_covered"], ashby["patrols"]) == ({"at_most": 1, "of": 1}, ["wardens"])
    json.dumps(document, allow_nan=False)
