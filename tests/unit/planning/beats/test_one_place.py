"""Hot spots of several lists on the same ground are one place, each type's count apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from beatwise.errors import UsageError
from beatwise.planning.beats.beats import HotSpotEntry
from beatwise.planning.beats.one_place import one_place_each


def square(name: str, west: float = 0.0, side: float = 100.0, **counts: int) -> HotSpotEntry:
    """Return a square hot spot whose list is named after its types."""
    ground = shapely.box(west, 0, west + side, side)
    return HotSpotEntry(name, name.upper(), ground, counts, f"{'-'.join(counts)}.geojson")


def test_two_types_on_the_same_ground_are_one_place() -> None:
    """Half the ground in common: one place, the ground of both, three ASB and nine thefts."""
    together = one_place_each([square("a", asb=3), square("b", west=50, theft=9)])
    [place] = together.entries
    assert (place.id, place.counts) == ("a", {"asb": 3, "theft": 9})
    assert place.geometry.area == 150 * 100
    assert together.ids == {"b": "a"}
    assert "A (a: asb) is one place with B (b: theft) (50 %)." in together.notes


@pytest.mark.parametrize(("west", "places"), [(74, 1), (75, 2), (76, 2)])
def test_a_quarter_is_not_yet_more_than_a_quarter(west: float, places: int) -> None:
    """26 metres of 100 in common are one place; exactly 25 are two."""
    entries = [square("a", asb=3), square("b", west=west, theft=9)]
    assert len(one_place_each(entries).entries) == places


def test_the_share_is_of_the_smaller_one() -> None:
    """A small place inside a large one is wholly common ground."""
    entries = [square("a", side=300, asb=3), square("b", west=100, side=50, theft=9)]
    assert len(one_place_each(entries, 0.99).entries) == 1


def test_a_type_of_both_lists_is_never_added() -> None:
    """Four thefts in one list and six in the other are six, not ten."""
    other = replace(square("b", theft=6), file="another.geojson")
    [place] = one_place_each([square("a", theft=4), other]).entries
    assert place.counts == {"theft": 6}


def test_a_list_given_twice_is_not_put_together() -> None:
    """Both copies stay, so that the plan can refuse them by name."""
    assert len(one_place_each([square("a", asb=3), square("a", asb=3)]).entries) == 2


def test_a_place_too_wide_to_walk_stays_apart_and_is_told() -> None:
    """Two squares of 390 m with half their ground in common would be 478 m across."""
    entries = [square("a", side=390, asb=3), square("b", west=195, side=390, theft=9)]
    together = one_place_each(entries)
    assert len(together.entries) == 2
    assert "478 m across, too wide to walk" in together.notes[-1]


def test_one_puts_none_together() -> None:
    """The share is settable; at 1 every hot spot stays."""
    assert len(one_place_each([square("a", asb=3), square("b", theft=9)], 1).entries) == 2
    with pytest.raises(UsageError, match="no share"):
        one_place_each([], 1.5)
