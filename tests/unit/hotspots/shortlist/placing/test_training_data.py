"""Incidents by type and month, and the places they share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.unit.hotspots.shortlist.worlds import observed

from beatwise.hotspots.shortlist.placing.training_data import map_points


DATA = observed(
    (10, 10, 100, 0), (10, 10, 100, 0), (10, 10, 102, 1), (300, 20, 101, 1), (300, 20, 103, 0),
    types=("shoplifting", "drugs"),
)  # fmt: skip


def test_types_are_counted_apart() -> None:
    """Two types by three months; the month that was not asked for is left out."""
    assert DATA.counts((100, 101, 102)).tolist() == [[2, 0, 0], [0, 1, 1]]
    assert DATA.counts((103,)).tolist() == [[1], [0]]


def test_counts_of_a_part_of_the_incidents() -> None:
    """Only the incidents marked are counted."""
    assert DATA.counts((100, 101, 102), DATA.x < 100).tolist() == [[2, 0, 0], [0, 0, 1]]


def test_map_points_are_the_distinct_places_from_west_to_east() -> None:
    """Each place stands once, with its incidents by type and month."""
    points = map_points(DATA, (100, 101, 102))
    assert (points.x.tolist(), points.y.tolist()) == ([10, 300], [10, 20])
    assert points.monthly.tolist() == [[[2, 0, 0], [0, 0, 1]], [[0, 0, 0], [0, 1, 0]]]
    assert points.count.tolist() == [[2, 1], [0, 1]]


def test_a_place_without_an_incident_in_these_months_is_no_point() -> None:
    """Only the months asked for make points; none make an empty table."""
    assert map_points(DATA, (100, 102)).x.tolist() == [10]
    assert map_points(DATA, (99,)).monthly.shape == (0, 2, 1)


def test_places_are_told_apart_to_the_metre() -> None:
    """The same point in two downloads, 30 cm apart, is one; a metre apart there are two."""
    near = observed((10, 10, 100, 0), (10.3, 10, 101, 0), (11.6, 10, 101, 0))
    assert map_points(near, (100, 101)).count.tolist() == [[2], [1]]


def test_the_latest_label_that_names_something_is_used() -> None:
    """A bare "On or near" names nothing, however late; of the others the latest counts."""
    rows = observed((10, 10, 100, 0), (10, 10, 101, 0), (10, 10, 102, 0))
    labels = np.array(["On or near Old Street", "On or near New Street", "On or near "])
    points = map_points(replace(rows, label=labels), (100, 101, 102))
    assert points.label.tolist() == ["On or near New Street"]
