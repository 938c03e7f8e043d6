"""Put hot spots on beats, weigh them, and measure the walking on each beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.walking import (
    Astray,
    StreetGraph,
    Walks,
    snap,
    walk_straight,
    walk_streets,
)
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.plan import Base, Spot
from beatwise.planning.team.team import Event, Team


FARTHEST_M = 5000.0
SNAP_M = 250.0


@dataclass(frozen=True, slots=True)
class HotSpotEntry:
    """A hot spot as chosen: outline in BNG metres, incidents by type, and the file it came from.

    ``no_data`` are types that its force's files lack: not among ``counts``, and never zero.
    """

    id: str
    name: str
    geometry: shapely.Geometry
    counts: Mapping[str, int]
    file: str
    why: str = ""
    no_data: tuple[str, ...] = ()


def without_data(hot_spots: Sequence[HotSpotEntry]) -> tuple[str, ...]:
    """Return the types that some hot spot has no data of, in order."""
    return tuple(dict.fromkeys(kind for one in hot_spots for kind in one.no_data))


def no_data_notes(hot_spots: Sequence[HotSpotEntry]) -> tuple[str, ...]:
    """Say once of each such type where there is no data of it."""
    notes = []
    for kind in without_data(hot_spots):
        files = dict.fromkeys(Path(one.file).name for one in hot_spots if kind in one.no_data)
        notes.append(
            f"No data of {kind.replace('-', ' ')} in {', '.join(files)}: it is missing, not zero, "
            "and no hot spot is weighed by it."
        )
    return tuple(notes)


def risks(hot_spots: Sequence[HotSpotEntry]) -> list[float]:
    """Return each hot spot's risk: its share of each type's incidents, averaged over types.

    Types are never added: each type has an equal say, but one that some hot spot has no data of
    has none. Without any incident all are equal.
    """
    types = sorted({name for one in hot_spots for name in one.counts})
    totals = {name: sum(one.counts.get(name, 0) for one in hot_spots) for name in types}
    unknown = without_data(hot_spots)
    counted = [name for name in types if totals[name] and name not in unknown]
    if not counted:
        return [1 / len(hot_spots)] * len(hot_spots)
    return [
        sum(one.counts.get(name, 0) / totals[name] for name in counted) / len(counted)
        for one in hot_spots
    ]


def spots_on_beats(hot_spots: Sequence[HotSpotEntry], team: Team) -> tuple[Spot, ...]:
    """Return every hot spot on the beat of its nearest base, or the one the team file assigns.

    Raises ``BadInput`` for a hot spot listed twice or over 5 km from any base.
    """
    file_of: dict[str, str] = {}
    for one in hot_spots:
        if one.id in file_of:
            raise BadInput(
                f"the hot spot {one.id} is also in {file_of[one.id]}.", place=one.file,
                next_step="Give each hot spot once.",
            )  # fmt: skip
        file_of[one.id] = one.file
    for spot, beat in team.assigned.items():
        place = f"{team.place}, [patrol.assigned], {spot}"
        if spot not in file_of:
            raise BadInput(f"there is no hot spot {spot} in the lists given.", place=place)
        if beat not in {base.beat for base in team.bases}:
            raise BadInput(f"the beat '{beat}' is unknown.", place=place)
    return tuple(
        _spot(one, risk, team) for one, risk in zip(hot_spots, risks(hot_spots), strict=True)
    )


def _spot(one: HotSpotEntry, risk: float, team: Team) -> Spot:
    middle = one.geometry.centroid
    at = middle if one.geometry.contains(middle) else one.geometry.representative_point()

    def metres(base: Base) -> float:
        return float(np.hypot(at.x - base.easting, at.y - base.northing))

    if one.id in team.assigned:
        base = next(b for b in team.bases if b.beat == team.assigned[one.id])
    else:
        base = min(team.bases, key=metres)
        if metres(base) > FARTHEST_M:
            raise BadInput(
                f"the hot spot {one.id} ({one.name}) is {metres(base) / 1000:.1f} km from the "
                f"nearest base, {base.name}.",
                place=one.file,
                next_step=f"Add a [[base]] nearer to it in {team.place}, or assign it a beat.",
            )
    outline = one.geometry.exterior if one.geometry.geom_type == "Polygon" else None
    ring = tuple((round(x, 1), round(y, 1)) for x, y in outline.coords) if outline else ()
    return Spot(one.id, one.name, base.beat, round(at.x, 1), round(at.y, 1), risk, ring, one.why)


def grounds(
    spots: Sequence[Spot], team: Team, graph: StreetGraph | None, place: str
) -> dict[str, BeatGround]:
    """Return each beat that has hot spots, with its walking times.

    Raises ``BadInput`` naming ``place`` (the street layer) and the hot spot when one lies outside
    the streets, or on an island that cannot be walked to from the base.
    """
    by_beat = {}
    for base in team.bases:
        own = tuple(spot for spot in spots if spot.beat == base.beat)
        events = tuple(event for event in team.events if event.beat == base.beat)
        if own or events:
            by_beat[base.beat] = BeatGround(
                base.name, own, events, _walks(base, own, events, graph, place)
            )
    return by_beat


def _walks(
    base: Base,
    spots: tuple[Spot, ...],
    events: tuple[Event, ...],
    graph: StreetGraph | None,
    place: str,
) -> Walks:
    names = [f"the base {base.name}"]
    names += [f"the hot spot {spot.id} ({spot.name})" for spot in spots]
    names += [f"the event {event.name}" for event in events]
    xy = np.array(
        [(base.easting, base.northing)]
        + [(spot.easting, spot.northing) for spot in spots]
        + [(event.easting, event.northing) for event in events]
    )
    if graph is None:
        return walk_straight(xy)
    nodes, astray = snap(graph, xy, within_m=SNAP_M)
    if astray:
        raise _lost(names[astray[0].place], astray[0], base, place)
    return walk_streets(graph, xy, nodes)


def _lost(name: str, astray: Astray, base: Base, place: str) -> BadInput:
    if astray.on_island:
        return BadInput(
            f"{name} lies on an island of streets that cannot be walked to from {base.name}.",
            place=place,
            next_step="Gather streets that join them, assign it another beat, or plan without "
            "--streets.",
        )
    return BadInput(
        f"{name} lies {astray.metres:.0f} m from the nearest street.",
        place=place,
        next_step="Gather streets that reach it, or plan without --streets.",
    )
