"""Hot spots on beats: risk by type, the nearest base, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from tests.unit.planning.team_text import team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.beats.beats import HotSpotEntry, grounds, risks, spots_on_beats
from beatwise.planning.team.team import Team
from beatwise.planning.team.team_toml import read_team


def entry(name: str, northing: float = 300_000, **counts: int) -> HotSpotEntry:
    """Return a square of 100 m whose centre lies on the line through both bases."""
    square = shapely.box(499_950, northing - 50, 500_050, northing + 50)
    return HotSpotEntry(name, name.upper(), square, counts, f"{name}.geojson")


def team(**assigned: str) -> Team:
    """Return a team with bases North at 300,000 and South at 296,000."""
    return replace(read_team(Fields(team_document(), "team.toml")), assigned=assigned)


def test_each_type_has_an_equal_say() -> None:
    """Nine of ten thefts and none of two robberies are 0.45: types are never added."""
    assert risks([entry("a", theft=9), entry("b", theft=1, robbery=2)]) == pytest.approx(
        [0.45, 0.55]
    )


def test_a_type_without_incidents_has_no_say() -> None:
    """A type that nobody recorded does not halve the rest."""
    assert risks([entry("a", theft=3, robbery=0), entry("b", theft=1)]) == [0.75, 0.25]


@pytest.mark.parametrize("counts", [{}, {"theft": 0}])
def test_without_incidents_all_are_equal(counts: dict[str, int]) -> None:
    """Nothing recorded tells no hot spot from another."""
    assert risks([entry("a", **counts), entry("b", **counts)]) == [0.5, 0.5]


def test_a_hot_spot_goes_to_its_nearest_base() -> None:
    """A metre north of the middle is North's, a metre south South's."""
    spots = spots_on_beats([entry("a", 298_001), entry("b", 297_999)], team())
    assert [spot.beat for spot in spots] == ["North", "South"]
    assert (spots[0].easting, spots[0].northing) == (500_000, 298_001)


def test_an_assigned_hot_spot_goes_where_it_is_assigned() -> None:
    """The team file decides, however far away."""
    [spot] = spots_on_beats([entry("a", 310_000)], team(a="South"))
    assert spot.beat == "South"


def test_five_kilometres_are_the_farthest() -> None:
    """At 5 km a base is near enough; a metre farther is refused with the distance."""
    [spot] = spots_on_beats([entry("a", 305_000)], team())
    assert spot.beat == "North"
    with pytest.raises(BadInput, match=r"5\.0 km from the nearest base, North hall") as caught:
        spots_on_beats([entry("a", 305_001)], team())
    assert caught.value.place == "a.geojson"


def test_the_place_of_a_ring_lies_inside_it() -> None:
    """A hot spot round a square has its place on itself, not in the hole."""
    ring = entry("a").geometry.difference(entry("a").geometry.buffer(-20))
    [spot] = spots_on_beats([replace(entry("a"), geometry=ring)], team())
    assert ring.buffer(0.1).contains(shapely.Point(spot.easting, spot.northing))


@pytest.mark.parametrize(
    ("entries", "assigned", "place", "words"),
    [
        (["a", "a"], {}, "a.geojson", "the hot spot a is also in a.geojson"),
        (["a"], {"b": "South"}, "team.toml, [patrol.assigned], b", "there is no hot spot b"),
        (["a"], {"a": "East"}, "team.toml, [patrol.assigned], a", "the beat 'East' is unknown"),
    ],
)
def test_a_fault_is_named(
    entries: list[str], assigned: dict[str, str], place: str, words: str
) -> None:
    """A hot spot given twice, and an assignment of nothing or to nowhere, are refused."""
    with pytest.raises(BadInput, match=words) as caught:
        spots_on_beats([entry(name) for name in entries], team(**assigned))
    assert caught.value.place == place


def test_a_beat_without_hot_spots_or_events_has_no_ground() -> None:
    """Only North has a hot spot: its ground starts at its base, and South has none."""
    spots = spots_on_beats([entry("a")], team())
    by_beat = grounds(spots, team(), None, "streets")
    assert list(by_beat) == ["North"]
    assert by_beat["North"].base == "North hall"
    assert by_beat["North"].walks.seconds.shape == (2, 2)
