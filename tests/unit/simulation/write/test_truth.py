"""The truth file says what made the county."""

from __future__ import annotations

import json

import pytest
from tests.worlds import small_county


def test_truth_names_what_made_it(county_files: dict[str, bytes]) -> None:
    """The truth file holds seed, settings, expected counts and what patrols did."""
    truth = json.loads(county_files["truth.json"])
    assert (truth["seed"], truth["spec"]["towns"]) == (1, 2)
    assert len(truth["hot_spots"]) == len(small_county().hot_spots)
    for town, points in zip(truth["towns"], truth["map_points"], strict=True):
        for slug, expected in town["expected_a_month"].items():
            assert sum(points["expected_a_month"][slug]) == pytest.approx(expected, abs=0.01)
