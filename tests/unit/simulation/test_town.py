"""A simulated town looks like a town: streets that join, a dense centre, map points, zones."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely
from scipy.spatial import cKDTree

from beatwise.simulation.incident_kinds import KINDS, PLACES, RATES
from beatwise.simulation.town.names import TOWNS
from beatwise.simulation.town.town import Town, town


@pytest.fixture(scope="module")
def place() -> Town:
    return town(0, seed=1, volume=1.0)


def test_every_street_can_be_reached(place: Town) -> None:
    """The streets, dead ends too, are one network: no street is an island."""
    graph = nx.Graph()
    for street in place.streets:
        nx.add_path(graph, [tuple(point) for point in street.line])
    assert nx.is_connected(graph)


def test_street_names_are_used_once(place: Town) -> None:
    """No two streets of a town share a name, and every street has one."""
    names = [street.name for street in place.streets]
    assert len(set(names)) == len(names)
    assert all(names)


def test_the_river_has_few_bridges(place: Town) -> None:
    """Some street crosses the river, and far fewer than meet it on either bank."""
    river = shapely.LineString(place.outline.river)
    crossing = sum(
        river.intersects(shapely.LineString(s.line)) for s in place.streets if not s.dead_end
    )
    assert 1 <= crossing <= 12


def test_the_centre_is_denser(place: Town) -> None:
    """A square kilometre of the centre holds more street than one of the town as a whole."""
    lines = shapely.MultiLineString([s.line for s in place.streets])
    centre = shapely.Polygon(place.outline.centre_edge)
    edge = shapely.Polygon(place.outline.edge)
    inner = lines.intersection(centre).length / centre.area
    assert inner > 1.5 * lines.intersection(edge).length / edge.area


def test_some_streets_are_dead_ends(place: Town) -> None:
    """A town has dead ends, and they are the lesser part of its streets."""
    share = np.mean([street.dead_end for street in place.streets])
    assert 0.02 < share < 0.5


def test_map_points_stand_about_eighty_metres_apart(place: Town) -> None:
    """Snap points are about 80 m apart, and snapping moves a place by about 30 m (oracle O12)."""
    xy = np.column_stack([place.points.x, place.points.y])
    apart = cKDTree(xy).query(xy, k=2)[0][:, 1]
    moved = np.hypot(
        place.premises.x - place.points.x[place.points.of],
        place.premises.y - place.points.y[place.points.of],
    )
    assert 60 < np.median(apart) < 90
    assert 20 < np.median(moved) < 40
    assert {"Supermarket", "Park/Open Space", "Petrol Station"} <= set(place.points.label)


def test_zones_divide_the_town(place: Town) -> None:
    """Zones cover the town without overlap, and each map point lies in its own zone."""
    zones = place.zones
    assert shapely.is_valid(zones.shapes).all()
    whole = shapely.Polygon(place.outline.edge)
    assert shapely.area(zones.shapes).sum() == pytest.approx(whole.area, rel=1e-9)
    own = zones.shapes[zones.of]
    assert shapely.dwithin(shapely.points(place.points.x, place.points.y), own, 0.01).all()
    assert all(len(code) == 9 and code.startswith("E019") for code in zones.code)


def test_expected_counts_share_out_the_towns_total(place: Town) -> None:
    """The premises' expected counts sum to the town's, near the national rate for its size."""
    total = place.premises.mean.sum(axis=0)
    ratio = total / (RATES * place.residents / 1e4)
    assert ((ratio > 0.499) & (ratio < 1.801)).all()
    shops = np.isin(place.premises.place, [PLACES.index(p) for p in ("home", "park", "school")])
    shoplifting = [kind.slug for kind in KINDS].index("shoplifting")
    assert place.premises.mean[shops, shoplifting].sum() == 0


def test_towns_do_not_touch() -> None:
    """However many towns there are, they lie kilometres apart."""
    every = [town(n, seed=3, volume=1.0) for n in range(0, len(TOWNS), 5)]
    at = np.array([(t.outline.x, t.outline.y) for t in every])
    assert cKDTree(at).query(at, k=2)[0][:, 1].min() > 5_000
    assert len({t.id for t in every}) == len(every)
