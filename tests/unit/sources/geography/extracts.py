"""One small town as OpenStreetMap has it, written as PBF and as Geofabrik's Shapefiles.

High Street runs 400 m from west to east and Bath Street crosses it in its middle. A river and a
railway pass, there is a park, a lake drawn as a relation of two ways, a station, a supermarket
drawn as a building, and a village 20 km away.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import osmium
import pyogrio.raw
import shapely
from osmium.osm.mutable import Node, Relation, Way

from beatwise.places.projection import to_degrees


X, Y = 458_000, 304_000
Row = tuple[str, str, shapely.Geometry]  # class, name, shape in metres
LINES: dict[str, list[Row]] = {
    "roads": [
        ("residential", "High Street", shapely.LineString([(X, Y), (X + 200, Y), (X + 400, Y)])),
        (
            "tertiary", "Bath Street",
            shapely.LineString([(X + 200, Y - 200), (X + 200, Y), (X + 200, Y + 200)]),
        ),
        ("motorway", "", shapely.LineString([(X, Y - 300), (X + 400, Y - 300)])),
        ("residential", "Far Lane", shapely.LineString([(X + 20_000, Y), (X + 20_100, Y)])),
    ],
    "waterways": [("river", "River Mease", shapely.LineString([(X, Y - 150), (X + 400, Y - 150)]))],
    "railways": [("rail", "", shapely.LineString([(X, Y + 190), (X + 400, Y + 190)]))],
}  # fmt: skip
POINTS: dict[str, list[Row]] = {
    "places": [
        ("town", "Ashby", shapely.Point(X + 200, Y + 50)),
        ("village", "Farley", shapely.Point(X + 20_000, Y)),
    ],
    "transport": [("railway_station", "Ashby Station", shapely.Point(X + 380, Y + 180))],
    "pois": [("pub", "The Bull", shapely.Point(X + 60, Y + 5))],
}  # fmt: skip
SHAPES: dict[str, list[Row]] = {
    "landuse_a": [("park", "Bath Grounds", shapely.box(X + 20, Y + 20, X + 120, Y + 120))],
    "water_a": [("water", "The Lake", shapely.box(X + 300, Y + 20, X + 360, Y + 80))],
    "pois_a": [("supermarket", "Greenfields", shapely.box(X + 260, Y + 10, X + 290, Y + 40))],
}
TAGS = {
    "roads": "highway", "waterways": "waterway", "railways": "railway", "places": "place",
    "pub": "amenity", "railway_station": "railway", "landuse_a": "leisure", "water_a": "natural",
    "supermarket": "shop",
}  # fmt: skip


def geofabrik(path: Path) -> Path:
    """Write the town as a ZIP of Shapefiles."""
    folder = path.parent / f"{path.stem}-parts"
    folder.mkdir()
    for themes, kind in ((LINES, "LineString"), (POINTS, "Point"), (SHAPES, "Polygon")):
        for theme, rows in themes.items():
            _shapefile(folder / f"gis_osm_{theme}_free_1.shp", rows, kind)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("README", "OpenStreetMap data")
        for part in sorted(folder.iterdir()):
            archive.write(part, part.name)
    return path


def _shapefile(path: Path, rows: list[Row], kind: str) -> None:
    shapes = [shapely.transform(shape, _degrees) for _, _, shape in rows]
    values = [
        [str(1000 + number) for number in range(len(rows))],
        [word for word, _, _ in rows],
        [name for _, name, _ in rows],
    ]
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(shapes, dtype=object)),
        [np.array(column, dtype=object) for column in values],
        ["osm_id", "fclass", "name"], geometry_type=kind, crs="EPSG:4326",
        driver="ESRI Shapefile", encoding="UTF-8",
    )  # fmt: skip


def _degrees(xy: np.ndarray) -> np.ndarray:
    return np.column_stack(to_degrees(xy[:, 0], xy[:, 1]))


def extract(path: Path) -> Path:
    """Write the town as OpenStreetMap PBF or XML, by the file's ending."""
    nodes: dict[tuple[float, float], int] = {}
    tagged: dict[int, dict[str, str]] = {}
    ways: list[tuple[list[int], dict[str, str]]] = []
    number = lambda at: nodes.setdefault(at, len(nodes) + 1)  # noqa: E731
    for themes in (LINES, POINTS, SHAPES):
        for theme, rows in themes.items():
            for word, name, shape in rows:
                value = word.removeprefix("railway_")
                tags = {TAGS.get(theme) or TAGS[word]: value, "name": name}
                ring = shape.exterior if theme in SHAPES else shape
                refs = [number(at) for at in ring.coords]
                if theme in POINTS:
                    tagged[refs[0]] = tags
                elif theme == "water_a":
                    ways += [(refs[:3], {}), (refs[2:], {})]
                else:
                    ways.append((refs, tags))
    ways.append(
        ([number((X, Y)), number((X, Y + 30))], {"highway": "service", "access": "private"})
    )
    with osmium.SimpleWriter(str(path)) as writer:
        for at, ref in nodes.items():
            lon, lat = to_degrees([at[0]], [at[1]])
            writer.add_node(Node(id=ref, location=(lon[0], lat[0]), tags=tagged.get(ref, {})))
        for ref, (refs, tags) in enumerate(ways, start=1):
            writer.add_way(Way(id=ref, nodes=refs, tags=tags))
        halves = [("w", ref, "outer") for ref, (_, tags) in enumerate(ways, 1) if not tags]
        lake = {"type": "multipolygon", "natural": "water", "name": "The Lake"}
        writer.add_relation(Relation(id=1, members=halves, tags=lake))
    return path
