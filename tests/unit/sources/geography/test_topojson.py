"""TopoJSON: shared arcs, forwards and backwards, quantised or not, nested or not."""

from __future__ import annotations

import json
from pathlib import Path

import pyogrio.raw
import pytest
import shapely

from beatwise.errors import BadInput
from beatwise.sources.geography.topojson import decode


# Two unit squares side by side: arc 0 is the edge they share, from (1,0) to (1,1).
SQUARES = {
    "type": "Topology",
    "arcs": [
        [[1, 0], [1, 1]],
        [[1, 1], [0, 1], [0, 0], [1, 0]],
        [[1, 0], [2, 0], [2, 1], [1, 1]],
    ],
    "objects": {
        "both": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "west"}, "id": "w"},
                {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "east"}},
            ],
        }
    },
}


def test_a_shared_arc_is_walked_both_ways() -> None:
    """Two squares that share an edge come out whole, touching along it."""
    (west, left), (_, right) = decode(SQUARES, "a")
    assert west == {"name": "west", "id": "w"}
    assert left.equals(shapely.box(0, 0, 1, 1))
    assert right.equals(shapely.box(1, 0, 2, 1))


def test_quantised_arcs_are_summed_and_scaled() -> None:
    """Deltas times the scale plus the shift give back the coordinates."""
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.25], "translate": [10, 50]},
        "arcs": [[[0, 0], [4, 0], [0, 4], [-4, 0], [0, -4]]],
        "objects": {"one": {"type": "MultiPolygon", "arcs": [[[0]]]}},
    }
    assert decode(topology, "a")[0][1].equals(shapely.box(10, 50, 12, 51))


def test_holes_lines_points_and_nothing() -> None:
    """A hole is cut out; lines, points and null geometries come through as what they are."""
    ring = [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]]
    topology = {
        "type": "Topology",
        "arcs": ring,
        "objects": {
            "a": {"type": "Polygon", "arcs": [[0], [1]]},
            "b": {"type": "LineString", "arcs": [0]},
            "c": {"type": "Point", "coordinates": [3, 4]},
            "d": {"type": None},
        },
    }
    shapes = [shape for _, shape in decode(topology, "a")]
    assert shapes[0].area == 15
    assert [shape.geom_type for shape in shapes[1:3]] == ["LineString", "Point"]
    assert shapes[3] is None


def test_a_missing_arc_names_the_feature() -> None:
    """An arc that is not there is refused, naming file, object and feature."""
    broken = json.loads(json.dumps(SQUARES))
    broken["objects"]["both"]["geometries"][1]["arcs"] = [[7]]
    with pytest.raises(BadInput, match=r"a.json, object 'both', feature 2"):
        decode(broken, "a.json")


@pytest.mark.real
def test_another_reader_agrees(real_data: Path) -> None:
    """GDAL's own decoder gives the same 1,186 shapes to within a millionth of a degree."""
    path = real_data / "boundaries" / "towns" / "geogtownandcitiesEW.topojson"
    ours = shapely.normalize([s for _, s in decode(json.loads(path.read_text("utf-8")), path.name)])
    _, _, wkb, _ = pyogrio.raw.read(path)
    theirs = shapely.normalize(shapely.from_wkb(wkb))
    assert len(ours) == len(theirs) == 1186
    assert shapely.equals_exact(ours, theirs, 1e-6).all()
