"""A list scored on later months, beside what it must beat."""

from __future__ import annotations

import math

import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.out_of_time import score_list, share_held


SPOT = shapely.box(400, 400, 600, 600)
TRAIN, LATER = (100, 101, 102), (103,)
# Two incidents a month at (500, 500), one at (1500, 1500); in the scored month three to one.
TOWN = observed(
    *[(500, 500, month, 0) for month in TRAIN for _ in range(2)],
    *[(1_500, 1_500, month, 0) for month in TRAIN],
    *[(500, 500, 103, 0)] * 3, (1_900, 100, 103, 0),
)  # fmt: skip


def test_the_share_captured_is_averaged_over_types_that_occurred() -> None:
    """Half of one type and all of another are three quarters; a third that did not occur is out."""
    town = observed(
        (500, 500, 103, 0), (1_500, 500, 103, 0), (500, 500, 103, 1),
        types=("drugs", "robbery", "burglary"),
    )  # fmt: skip
    assert share_held([SPOT], town, LATER) == pytest.approx(0.75)
    assert math.isnan(share_held([SPOT], town, (100,)))


def test_an_incident_in_two_places_counts_once() -> None:
    """Places that overlap do not capture the same incident twice; places apart add up."""
    assert share_held([SPOT, SPOT.buffer(10)], TOWN, LATER) == pytest.approx(3 / 4)
    corner = shapely.box(1_800, 0, 2_000, 200)
    assert share_held([SPOT, SPOT.buffer(10), corner], TOWN, LATER) == pytest.approx(1.0)


def test_figures_by_hand() -> None:
    """Three of four later incidents in a hundredth of the town: a PAI of 75."""
    scores = score_list([SPOT], TOWN, TRAIN, LATER, question(TOWN))
    assert scores is not None
    assert scores.ours.share == pytest.approx(0.75)
    assert scores.ours.area_share == pytest.approx(0.01)
    assert scores.ours.pai == pytest.approx(75)
    assert scores.ours.pei == scores.ours.pei_star == pytest.approx(1.0)
    assert scores.by_type["shoplifting"] == scores.ours
    assert [(m.month, m.ours) for m in scores.months] == [(103, pytest.approx(0.75))]


def test_the_most_attainable_takes_a_last_place_in_part_or_not_at_all() -> None:
    """One place and nine sixteenths of the next hold 3.5625 incidents, whole places 3."""
    wider = shapely.box(375, 375, 625, 625)
    scores = score_list([wider], TOWN, TRAIN, LATER, question(TOWN))
    assert scores is not None
    assert scores.ours.pei == pytest.approx(3 / 3.5625)
    assert scores.ours.pei_star == pytest.approx(1.0)


def test_few_scored_months_call_for_rolled_origins() -> None:
    """With one scored month earlier months stand behind the comparison, and are counted."""
    scores = score_list([SPOT], TOWN, TRAIN, LATER, question(TOWN))
    assert scores is not None
    assert scores.origins == scores.against_grid.difference.n == 1
    assert scores.against_grid.verdict == "not compared"


def test_a_year_of_scored_months_stands_for_itself() -> None:
    """From twelve scored months on nothing is rolled."""
    later = tuple(range(103, 115))
    town = observed(
        *[(500, 500, month, 0) for month in (*TRAIN, *later) for _ in range(6)],
        months=(*TRAIN, *later),
    )
    scores = score_list([SPOT], town, TRAIN, later, question(town))
    assert scores is not None
    assert (scores.origins, scores.against_grid.difference.n) == (0, 12)


def test_nothing_listed_or_nothing_later_is_no_score() -> None:
    """An empty list and an empty month have no score, which is not a score of zero."""
    assert score_list([], TOWN, TRAIN, LATER, question(TOWN)) is None
    assert score_list([SPOT], TOWN, TRAIN, (104,), question(TOWN)) is None
