"""The JSON of a list: documented keys, no NaN, nothing rounded that is counted."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.unit.hotspots.shortlist.worlds import observed, question, shortlist, spot

from beatwise.clock import Month, MonthRange
from beatwise.estimate import Estimate
from beatwise.hotspots.shortlist.as_json import as_json, coverage_as_json
from beatwise.hotspots.shortlist.out_of_time import score_list
from beatwise.hotspots.shortlist.shortlist import MonthCoverage


TOWN = observed(*[(500, 500, month, 0) for month in (100, 101, 102, 103)])


def test_what_is_unknown_is_null_and_never_nan() -> None:
    """A place not tested and too few months to halve: null, and the text is strict JSON."""
    document = as_json(shortlist(TOWN, replace(spot(), p_value=None, q_value=None)))
    [place] = document["hotspots"]
    assert place["found_again"] is place["p_value"] is place["q_value"] is None
    assert place["trend"] == {"shoplifting": None}
    assert document["accuracy"] is document["score"] is document["why"] is None
    json.dumps(document, allow_nan=False)


def test_counts_stay_whole_and_shares_have_four_decimals() -> None:
    """A third is 0.3333; a p keeps four digits however small."""
    place = replace(spot(), share=1 / 3, p_value=0.000012345678)
    [written_place] = as_json(shortlist(TOWN, place))["hotspots"]
    assert written_place["counts"] == {"shoplifting": 12}
    assert (written_place["share"], written_place["p_value"]) == (0.3333, 1.235e-05)


def test_a_trend_carries_its_interval_and_unit() -> None:
    """Value, ends, level and unit travel together."""
    slope = Estimate(12.34567, -1.0, 30.0, 0.95, 40, "% a year")
    [place] = as_json(shortlist(TOWN, replace(spot(), trend={"shoplifting": slope})))["hotspots"]
    assert place["trend"]["shoplifting"] == {
        "value": 12.3457, "low": -1.0, "high": 30.0, "level": 0.95, "unit": "% a year",
    }  # fmt: skip


def test_units_without_a_size_have_none() -> None:
    """Street segments have no size: null, where cells have theirs."""
    cells = shortlist(TOWN)
    segments = replace(cells, question=replace(cells.question, unit="segment", size_m=float("nan")))
    assert as_json(cells)["size_m"] == 200.0
    assert (as_json(segments)["unit"], as_json(segments)["size_m"]) == ("segment", None)


def test_totals_are_of_the_training_months() -> None:
    """A fourth month that is not trained on is not counted."""
    cells = shortlist(TOWN)
    shorter = replace(cells, train=replace(cells.train, present=(100, 101, 102)))
    assert as_json(shorter)["totals"] == {"shoplifting": 3}


def test_scores_stand_beside_their_baselines() -> None:
    """The list's share, the grid's, and each scored month."""
    scores = score_list(
        [spot().geometry.buffer(1e6)], TOWN, (100, 101, 102), (103,), question(TOWN)
    )
    accuracy = as_json(replace(shortlist(TOWN), accuracy=scores))["accuracy"]
    assert accuracy["share"] == 1.0
    assert accuracy["verdict"] == "not compared"
    assert accuracy["interval"] == [None, None]
    assert accuracy["months"] == [{"month": str(Month(103)), "share": 1.0, "baseline": 1.0}]
    assert set(accuracy["by_type"]) == {"shoplifting"}


def test_coverage_counts_the_months_and_names_the_missing() -> None:
    """Four months asked for, three with data, one named."""
    span = MonthRange.parse("2025-01:2025-04")
    first = span.first.number
    coverage = MonthCoverage(span, (first, first + 1, first + 3), (first + 2,))
    assert coverage_as_json(coverage) == {"asked": 4, "present": 3, "missing": ["2025-03"]}
