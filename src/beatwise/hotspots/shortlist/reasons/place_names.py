"""Name each hot spot of a list so that somebody on foot finds it, and no two alike.

A name is a street and what is nearest to it: well-known premises, a station or a park of the
street layer, a kind of place that police.uk names, a junction, another street. Where that does not
tell two places apart, the end of the street does, and at last the grid reference.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import shapely

from beatwise import data
from beatwise.fields import document
from beatwise.hotspots.shortlist.hotspot import Hotspot, PointInside
from beatwise.places.grid_reference import grid_reference
from beatwise.places.map_features import MapFeature
from beatwise.places.streets import Street


BESIDE_M = 60.0  # a landmark so close to a place's edge is beside it
NEAREST_M = 400.0  # a street farther off does not help to find a place
_NAMING = ("premises", "station", "park")
_ENDS = ("east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east")


@dataclass(frozen=True, slots=True)
class NamedGround:
    """What places can be named after, BNG metres.

    Streets and map features of a street layer near them, and map points of other records there.
    """

    streets: tuple[Street, ...] = ()
    features: tuple[MapFeature, ...] = ()
    points: tuple[PointInside, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidates:
    """One hot spot's street, empty for none, and what it may be told apart by, best first."""

    spot: Hotspot
    street: str
    beside: tuple[str, ...]


def name_places(spots: Sequence[Hotspot], ground: NamedGround | None = None) -> tuple[Hotspot, ...]:
    """Return the hot spots of a list with names of which no two are alike, in any case of letters.

    Each hot spot comes in named after its busiest map point; ``ground`` is what was gathered of
    streets and landmarks near them.
    """
    ground = ground or NamedGround()
    everyone = [_candidates(spot, ground) for spot in spots]
    taken_names: set[str] = set()
    named = []
    for one in everyone:
        name = next(name for name in _names(one, everyone) if name.casefold() not in taken_names)
        taken_names.add(name.casefold())
        named.append(replace(one.spot, name=name))
    return tuple(named)


def _names(one: _Candidates, everyone: Sequence[_Candidates]) -> Iterator[str]:
    """Yield names from the best to the one that is always unlike the others."""
    middle = one.spot.geometry.centroid
    reference = grid_reference(middle.x, middle.y)
    if not one.street:
        for words in one.beside:
            yield _sentence(words)
            yield f"{_sentence(words)} ({reference})"
        yield f"Grid reference {reference}"
    else:
        for words in one.beside:
            yield f"{one.street} {words}"
        if not one.beside:
            yield one.street
        others = [c.spot for c in everyone if c.street == one.street and c is not one]
        if others:
            yield f"{one.street}, {_end(one.spot, others)} end"
        yield f"{one.street} ({reference})"
    yield f"Grid reference {reference}, hot spot {one.spot.rank}"


def _sentence(words: str) -> str:
    """Return words such as ``by the supermarket`` as a name of their own."""
    plain = words.split(" ", 1)[1] if words.split(" ", 1)[0] in ("by", "at", "and") else words
    return plain[:1].upper() + plain[1:]


def _end(spot: Hotspot, others: Sequence[Hotspot]) -> str:
    """Return the direction of a place from the middle of those it must be told apart from."""
    here = spot.geometry.centroid
    middle = shapely.union_all([other.geometry.centroid for other in [spot, *others]]).centroid
    turn = math.atan2(here.y - middle.y, here.x - middle.x)
    return _ENDS[round(turn / (math.pi / 4)) % 8]


def _candidates(spot: Hotspot, ground: NamedGround) -> _Candidates:
    labels = list(dict.fromkeys(plain_label(point.label) for point in spot.points))
    inside = [label for label in labels if label and label not in kinds_of_place()]
    kinds = [kinds_of_place()[label] for label in labels if label in kinds_of_place()]
    lengths = _lengths_inside(spot, ground.streets)
    street = next(iter([*inside, *lengths]), "") or _nearest_street(spot, ground)
    beside = [f"by {name}" for name in _landmarks(spot, ground.features)]
    beside += [f"by {words}" for words in kinds[:1]]
    beside += [f"at {name}" for name in _meeting(street, spot, ground.streets)]
    beside += [f"by {words}" for words in kinds[1:]]
    beside += [f"and {name}" for name in [*inside, *lengths] if name != street]
    unlike = [words for words in dict.fromkeys(beside) if words.split(" ", 1)[1] != street]
    return _Candidates(spot, street, tuple(unlike))


def _lengths_inside(spot: Hotspot, streets: Sequence[Street]) -> list[str]:
    """Return the names of the streets in a place, the longest part first."""
    lengths: dict[str, float] = {}
    for street in streets:
        if street.name and street.geometry.intersects(spot.geometry):
            part = float(street.geometry.intersection(spot.geometry).length)
            lengths[street.name] = lengths.get(street.name, 0.0) + part
    return sorted(lengths, key=lambda name: (-round(lengths[name], 1), name))


def needs_other_points(spot: Hotspot) -> bool:
    """Say whether none of a place's own map points names a street."""
    return all(plain_label(p.label) in ("", *kinds_of_place()) for p in spot.points)


def _nearest_street(spot: Hotspot, ground: NamedGround) -> str:
    """Return the street nearest to a place's busiest point, of the layer or else of map points."""
    here = _busiest(spot)
    near = [(s.geometry.distance(here), s.name) for s in ground.streets if s.name]
    near = near or [
        (shapely.Point(point.easting, point.northing).distance(here), plain_label(point.label))
        for point in ground.points
        if plain_label(point.label) not in ("", *kinds_of_place())
    ]
    metres, name = min(((round(float(m), 1), name) for m, name in near), default=(math.inf, ""))
    return name if metres <= NEAREST_M else ""


def _busiest(spot: Hotspot) -> shapely.Geometry:
    if not spot.points:
        return spot.geometry.centroid
    return shapely.Point(spot.points[0].easting, spot.points[0].northing)


def _landmarks(spot: Hotspot, features: Sequence[MapFeature]) -> list[str]:
    """Return the names of landmarks in a place or beside it, nearest to its busiest point first."""
    busiest = _busiest(spot)
    near = [
        (round(float(feature.geometry.distance(busiest)), 1), feature.name)
        for feature in features
        if feature.name
        and feature.kind in _NAMING
        and feature.geometry.distance(spot.geometry) <= BESIDE_M
    ]
    return list(dict.fromkeys(name for _, name in sorted(near)))


def _meeting(street: str, spot: Hotspot, streets: Sequence[Street]) -> list[str]:
    """Return the names of streets that meet ``street`` in a place, nearest its middle first."""
    own = [s.geometry for s in streets if s.name == street and s.geometry.intersects(spot.geometry)]
    if not street or not own:
        return []
    line, middle = shapely.union_all(own), spot.geometry.centroid
    near = []
    for other in streets:
        if other.name and other.name != street and other.geometry.intersects(line):
            corner = other.geometry.intersection(line)
            if corner.intersects(spot.geometry):
                near.append((round(float(corner.distance(middle)), 1), other.name))
    return list(dict.fromkeys(name for _, name in sorted(near)))


def plain_label(label: str) -> str:
    """Return a map point's label without ``On or near``; empty where it names nothing."""
    plain = label.removeprefix(_document()[0]).strip().replace("'S ", "'s ")
    return "" if plain == "No Location" else plain


def kinds_of_place() -> dict[str, str]:
    """Return how people speak of the kinds of place that police.uk names, by label."""
    return _document()[1]


@cache
def _document() -> tuple[str, dict[str, str]]:
    with document(data.text("map_points", "police-uk.toml"), "map_points/police-uk.toml") as fields:
        kinds = fields.table("kinds")
        return fields.text("prefix"), {label: kinds.text(label) for label in kinds.data}
