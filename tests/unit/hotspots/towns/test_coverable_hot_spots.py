"""How many hot spots some hours can cover at most."""

from __future__ import annotations

import pytest
import shapely

from beatwise.errors import UsageError
from beatwise.hotspots.towns.coverable_hot_spots import cover_rule, coverable, distinct_places


@pytest.mark.parametrize(
    ("hours", "places", "each", "covered"),
    [(9, 5, 3, 3), (8.9, 5, 3, 2), (9, 2, 3, 2), (0.3, 5, 0.1, 3), (0, 5, 3, 0)],
)
def test_whole_hot_spots_only_and_never_more_than_there_are(
    hours: float, places: int, each: float, covered: int
) -> None:
    """Nine hours at three each cover three; rounding of decimals does not take one away."""
    assert coverable(hours, places, each) == covered


@pytest.mark.parametrize("each", [0.0, -1.0, float("nan")])
def test_a_hot_spot_needs_some_time(each: float) -> None:
    """Zero hours a hot spot would cover any number of them."""
    with pytest.raises(UsageError, match="cannot be covered"):
        coverable(9, 5, each)


def test_the_rule_names_its_visits() -> None:
    """Three hours are six visits of fifteen minutes with as long to walk there."""
    assert "at least 3 of the hours (6 visits of 15 minutes" in cover_rule()
    assert "at least 0.5 of the hours (1 visit of" in cover_rule(0.5)


def test_places_that_overlap_are_one() -> None:
    """Overlap joins, also through a third place; a shared border does not."""
    one, other, bridge = (shapely.box(x, 0, x + 10, 10) for x in (0, 12, 8))
    assert distinct_places([one, other]) == 2
    assert distinct_places([one, other, bridge]) == 1
    assert distinct_places([one, shapely.box(10, 0, 20, 10)]) == 2
    assert distinct_places([]) == 0
