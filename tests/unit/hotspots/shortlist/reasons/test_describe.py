"""From a chosen place to a hot spot with its figures, by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.hotspots.shortlist.placing.sliding_cells import Place
from beatwise.hotspots.shortlist.placing.training_data import Observed
from beatwise.hotspots.shortlist.reasons.describe import describe


TRAIN, LATER = (100, 101, 102), (103,)
SPOT = Place(np.array([[500.0, 500.0]]), shapely.box(400, 400, 600, 600), 0.8)
# Inside: 4 at one point and 2 at another in training, 1 later; outside: 2 in training.
TOWN = observed(
    (450, 500, 100, 0), (450, 500, 100, 0), (450, 500, 101, 0), (450, 500, 102, 0),
    (550, 500, 100, 0), (550, 500, 101, 0),
    (550, 500, 103, 0),
    (1_500, 1_500, 100, 0), (1_500, 1_500, 101, 0),
)  # fmt: skip


def hot_spot(town: Observed = TOWN, score: tuple[int, ...] = LATER) -> Hotspot:
    """Describe the one place of the town."""
    [spot] = describe((SPOT,), town, TRAIN, score, question(town, count=1))
    return spot


def test_figures_are_of_the_training_months() -> None:
    """Six of eight incidents; the later one is a scored count and no training count."""
    spot = hot_spot()
    assert (spot.counts, spot.scored) == ({"shoplifting": 6}, {"shoplifting": 1})
    assert spot.shares == {"shoplifting": pytest.approx(0.75)}
    assert spot.share == pytest.approx(0.75)
    assert spot.monthly == {"shoplifting": (3, 2, 1, 1)}
    assert (spot.hot_months, spot.of_months) == (3, 3)


def test_it_is_named_after_its_busiest_point_and_its_middle() -> None:
    """The busiest map point comes first and gives the name; the identifier is its middle."""
    spot = hot_spot()
    assert [(p.easting, p.counts) for p in spot.points] == [
        (450, {"shoplifting": 4}), (550, {"shoplifting": 2}),
    ]  # fmt: skip
    assert (spot.name, spot.id) == ("On or near 450", "hs-00050-00050")
    assert spot.top_share == {"shoplifting": pytest.approx(4 / 6)}


def test_three_months_are_too_few_for_halves() -> None:
    """Nothing is claimed of the place's steadiness, so the confidence is low."""
    spot = hot_spot()
    assert math.isnan(spot.found_again)
    assert spot.confidence == "low"


def test_without_scored_months_there_are_no_scored_counts() -> None:
    """None, which is not zero."""
    assert hot_spot(score=()).scored is None


def test_harm_needs_offence_codes() -> None:
    """Without codes, or with none that the index knows, no harm is printed."""
    assert hot_spot().harm is None
    unknown = replace(TOWN, code=np.full(len(TOWN.x), "", dtype=object))
    assert hot_spot(unknown).harm is None


def test_a_type_that_did_not_occur_does_not_lower_the_share() -> None:
    """With a second type that was nowhere recorded the share is that of the first."""
    two = replace(TOWN, types=("shoplifting", "drugs"))
    spot = hot_spot(two)
    assert spot.share == pytest.approx(0.75)
    assert spot.counts == {"shoplifting": 6, "drugs": 0}


def test_no_places_make_no_hot_spots() -> None:
    """An empty list stays empty."""
    assert describe((), TOWN, TRAIN, LATER, question(TOWN)) == ()
