"""Severity: harm beside counts, never guessed."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import MissingData, Refused
from beatwise.hotspots.severity import counts_and_harm, load


def test_an_index_says_where_it_comes_from():
    """Every index names its source, year, licence and what a point means."""
    index = load("ons-css")
    assert "Office for National Statistics" in index.source
    assert (index.year, index.licence) == (2020, "Open Government Licence v3.0")
    assert "days of prison" in index.unit


def test_harm_stands_beside_counts():
    """Ten shop thefts outnumber one arson endangering life, and weigh a seventh of it."""
    got = counts_and_harm(load("ons-css"), ["46"] * 10 + ["56A"], [0] * 10 + [1], 2)
    assert got.counts.tolist() == [10, 1]
    assert got.harm == pytest.approx([118.5553905, 826.1900614])


def test_a_code_without_a_weight_is_reported():
    """An offence the index does not know is counted, named and never weighed as nothing."""
    got = counts_and_harm(load("ons-css"), ["46", "777"], [0, 0], 1)
    assert np.isnan(load("ons-css").weights(["777"]))[0]
    assert (got.unmatched[0], got.unmatched_codes) == (1, {"777": 1})


def test_police_uk_categories_cannot_give_harm():
    """The fourteen categories are refused: both indexes need Home Office codes."""
    with pytest.raises(Refused, match="Home Office"):
        load("ons-css").weights(["shoplifting"])


def test_the_cambridge_values_are_the_users_to_bring():
    """Beatwise knows the form of the Cambridge index and none of its values."""
    with pytest.raises(MissingData, match="workspace"):
        load("cambridge")
