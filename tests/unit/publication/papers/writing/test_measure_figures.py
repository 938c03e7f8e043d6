"""Figures of measures: values, changes between like periods, and what has none."""

from __future__ import annotations

import pytest
from tests.unit.publication.papers.writing.paper_world import ROBBERY, series

from beatwise.publication.papers.writing.measure_figures import figure
from beatwise.publication.papers.writing.paper_figures import NoFigure


LAST_YEAR = "change from last year"


@pytest.mark.parametrize(
    ("unit", "before", "now", "words"),
    [
        ("count", "144", "156", "12 (8.3 %) more than in 2024/25"),
        ("count", "1500", "1200", "300 (20.0 %) fewer than in 2024/25"),
        ("count", "0", "3", "3 more than in 2024/25"),
        ("count", "7", "7", "the same as in 2024/25"),
        ("percent", "26.0", "29.0", "3.0 percentage points more than in 2024/25"),
        ("percent", "30", "29", "1 percentage point less than in 2024/25"),
        ("pounds", "1000", "900", "£100 (10.0 %) less than in 2024/25"),
    ],
)
def test_a_change_is_written_in_the_unit_of_its_measure(unit, before, now, words):
    """Counts with per cent, shares in points, money in pounds; from zero there is no per cent."""
    values = series([("2024/25", before), ("2025/26", now)], unit)
    assert figure(values, "latest", LAST_YEAR).words == words


def test_a_value_says_where_it_came_from():
    """A figure has its number in full, period, source and the day on which it was known."""
    value = figure(ROBBERY, "2025/26", "")
    assert (value.words, value.value, value.period) == ("156", "156", "2025/26")
    assert (value.source, value.as_known_on) == ("Force", "2026-05-01")
    assert value.reference == "{robbery.2025/26}"


@pytest.mark.parametrize(
    ("period", "form", "words"),
    [
        ("2019/20", "", "no value of 2019/20"),
        ("never", "", "is not a period"),
        ("2023/24", LAST_YEAR, "no value of 2022/23 to compare with"),
        ("latest", "change from the moon", "is no form of a measure"),
        ("latest", "change from baseline", "has no baseline"),
    ],
)
def test_what_is_not_there_says_why(period, form, words):
    """Each refusal names what is missing."""
    with pytest.raises(NoFigure, match=words):
        figure(ROBBERY, period, form)


def test_a_hidden_value_is_marked_and_tells_nothing_by_its_change():
    """Neither the value nor a change from or to it has a number."""
    values = series([("2024/25", None), ("2025/26", "156")])
    hidden = figure(values, "2024/25", "")
    change = figure(values, "2025/26", LAST_YEAR)
    assert (hidden.words, hidden.value, hidden.hidden) == ("[c]", "", True)
    assert change.words == "[c] against 2024/25"
    assert (change.value, change.hidden) == ("", True)
