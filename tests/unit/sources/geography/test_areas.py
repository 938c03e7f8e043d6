"""Areas come in four formats and any coordinates, and what is wrong is named by feature."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely

from beatwise.errors import BadInput, MissingData, UsageError
from beatwise.places.projection import to_degrees
from beatwise.sources.geography.areas import read_areas


SQUARE = shapely.box(458000, 304000, 459000, 305000)
OTHER = shapely.box(459000, 304000, 460000, 305000)


def degrees(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda xy: np.column_stack(to_degrees(xy[:, 0], xy[:, 1])))


def geojson(path: Path, features: list[tuple[dict, object]], crs: str | None = None) -> Path:
    document: dict = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
            }
            for properties, shape in features
        ],
    }
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(document), "utf-8")
    return path


def towns(path: Path, *shapes: shapely.Geometry, crs: str | None = None) -> Path:
    features = [({"name": f"Town {i}", "code": i}, s) for i, s in enumerate(shapes, start=1)]
    return geojson(path, features, crs)


def refused(path: Path, label: str = "name", **settings: object) -> str:
    with pytest.raises(BadInput) as refusal:
        read_areas([path], label, **settings)  # type: ignore[arg-type]
    assert refusal.value.next_step
    assert refusal.value.place
    return str(refusal.value)


def test_wgs84_lands_on_the_grid(tmp_path: Path) -> None:
    """Degrees become British National Grid metres to within a centimetre."""
    read = read_areas([towns(tmp_path / "towns.geojson", degrees(SQUARE))], "name", id_field="code")
    area = read.areas[0]
    assert (area.id, area.label, area.layer) == ("1", "Town 1", "towns")
    assert area.geometry.hausdorff_distance(SQUARE) < 0.01


def test_stated_grid_metres_are_kept(tmp_path: Path) -> None:
    """A file that states EPSG:27700 keeps its numbers as they are."""
    path = towns(tmp_path / "a.geojson", SQUARE, crs="urn:ogc:def:crs:EPSG::27700")
    assert read_areas([path], "name").areas[0].geometry.equals(SQUARE)


@pytest.mark.parametrize(("suffix", "driver"), [(".gpkg", "GPKG"), (".shp", "ESRI Shapefile")])
@pytest.mark.parametrize("crs", ["EPSG:27700", "EPSG:4326", "EPSG:3857"])
def test_formats_and_systems_agree(tmp_path: Path, suffix: str, driver: str, crs: str) -> None:
    """GeoPackage and Shapefile in grid metres, degrees or Web Mercator give the same area."""
    shape = SQUARE if crs == "EPSG:27700" else degrees(SQUARE)
    if crs == "EPSG:3857":
        from pyproj import Transformer

        mercator = Transformer.from_crs(4326, 3857, always_xy=True)
        shape = shapely.transform(
            shape, lambda xy: np.column_stack(mercator.transform(xy[:, 0], xy[:, 1]))
        )
    path = tmp_path / f"a{suffix}"
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([shape], dtype=object)),
        field_data=[np.array(["Town"], dtype=object)],
        fields=["name"],
        geometry_type="Polygon",
        crs=crs,
        driver=driver,
    )
    assert read_areas([path], "name").areas[0].geometry.hausdorff_distance(SQUARE) < 0.01


@pytest.mark.parametrize(
    ("shape", "crs", "words"),
    [
        (SQUARE, None, "--crs EPSG:27700"),
        (degrees(SQUARE), "EPSG:27700", "--crs EPSG:4326"),
        (shapely.transform(degrees(SQUARE), lambda xy: xy[:, ::-1]), None, "swapped"),
        (shapely.box(-126_000, 6_909_000, -125_000, 6_910_000), None, "--crs EPSG:3857"),
        (shapely.box(-74, 40, -73, 41), None, "outside Great Britain"),
        (degrees(SQUARE), "EPSG:999999", "not known"),
    ],
)
def test_wrong_coordinates_are_told(
    tmp_path: Path, shape: shapely.Geometry, crs: str | None, words: str
) -> None:
    """Coordinates that are not what the file says are refused, and the likely system is named."""
    message = refused(towns(tmp_path / "a.geojson", shape, crs=crs))
    assert words in message
    assert message.startswith("a.geojson")


def test_the_analyst_can_state_the_system(tmp_path: Path) -> None:
    """--crs says what the numbers are when the file does not."""
    path = towns(tmp_path / "a.geojson", SQUARE)
    assert read_areas([path], "name", crs="EPSG:27700").areas[0].geometry.equals(SQUARE)
    with pytest.raises(UsageError, match="not a coordinate system"):
        read_areas([path], "name", crs="EPSG:British")


def test_a_polygon_that_crosses_itself_is_refused(tmp_path: Path) -> None:
    """A bow tie would lose half its extent when mended: refused, naming the feature."""
    tie = shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    tie = shapely.transform(tie, lambda xy: xy + np.array([458000, 304000]))
    message = refused(towns(tmp_path / "a.geojson", SQUARE, tie, crs="EPSG:27700"))
    assert "feature 2 ('Town 2')" in message
    assert "crosses itself" in message


def test_a_tiny_crossing_is_mended_and_told(tmp_path: Path) -> None:
    """A loop of a few centimetres is mended, with a note that names the feature and the change."""
    ring = [
        (0, 0),
        (1000, 0),
        (1000, 1000),
        (499.9, 1000),
        (500.1, 1000.1),
        (500, 999.9),
        (0, 1000),
    ]
    knot = shapely.transform(shapely.Polygon(ring), lambda xy: xy + np.array([458000, 304000]))
    assert not knot.is_valid
    read = read_areas([towns(tmp_path / "a.geojson", knot, crs="EPSG:27700")], "name")
    assert read.areas[0].geometry.is_valid
    assert "feature 1 ('Town 1')" in read.notes[0]


def test_what_is_no_area_is_set_aside_by_name(tmp_path: Path) -> None:
    """Points and empty outlines among polygons are left out by name; alone they are refused."""
    point = shapely.Point(458500, 304500)
    path = towns(tmp_path / "a.geojson", SQUARE, point, crs="EPSG:27700")
    read = read_areas([path], "name")
    assert read.set_aside == {"a.geojson, feature 2: Town 2": "it is a Point, not a polygon"}
    only = geojson(
        tmp_path / "b.geojson", [({"name": "P"}, point), ({"name": "Q"}, None)], "EPSG:27700"
    )
    assert "no polygon" in refused(only)


def test_labels_and_ids(tmp_path: Path) -> None:
    """Shared labels need an id; with one they are kept and a note says what to do."""
    features = [({"name": "Mill", "code": 1}, SQUARE), ({"name": "Mill", "code": 2}, OTHER)]
    path = geojson(tmp_path / "a.geojson", features, "EPSG:27700")
    assert "--id FIELD" in refused(path)
    read = read_areas([path], "name", id_field="code")
    assert [area.id for area in read.areas] == ["1", "2"]
    assert "'Mill'" in read.notes[0]


def test_missing_fields_and_empty_labels(tmp_path: Path) -> None:
    """A wrong field lists those there are; an empty label names its feature."""
    path = towns(tmp_path / "a.geojson", SQUARE, crs="EPSG:27700")
    assert "Did you mean 'name'" in refused(path, "NAME_")
    blank = geojson(tmp_path / "b.geojson", [({"name": " "}, SQUARE)], "EPSG:27700")
    assert "feature 1" in refused(blank)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ('{"type": "FeatureCollection", "features": [', "cut short"),
        ("<html><body>Error 500</body></html>", "web page"),
        ('{"type": "Point", "coordinates": [0, 0]}', "not a FeatureCollection"),
        ("just words", "cannot be read"),
    ],
)
def test_broken_files(tmp_path: Path, content: str, words: str) -> None:
    """Empty, truncated and mistaken files are refused in plain words."""
    path = tmp_path / "a.geojson"
    path.write_text(content, "utf-8")
    assert words in refused(path)


def test_folders_and_several_files_are_one_layer(tmp_path: Path) -> None:
    """A folder of files is one layer, in the order of the names; an empty folder is told."""
    folder = tmp_path / "wards"
    folder.mkdir()
    geojson(folder / "b.geojson", [({"name": "B"}, OTHER)], "EPSG:27700")
    geojson(folder / "a.geojson", [({"name": "A"}, SQUARE)], "EPSG:27700")
    read = read_areas([folder], "name")
    assert [(area.label, area.layer) for area in read.areas] == [("A", "wards"), ("B", "wards")]
    assert len(read_areas([folder, folder / "a.geojson"], "name").areas) == 2
    with pytest.raises(MissingData):
        read_areas([tmp_path], "name")


@pytest.mark.real
def test_the_real_boundaries(real_data: Path) -> None:
    """All real layers read: 634 LSOAs of nine files, 1,186 towns, and 43 forces in two systems."""
    boundaries = real_data / "boundaries"
    lsoas = read_areas([boundaries / "lsoa"], "LSOA21NM", id_field="LSOA21CD", layer="lsoa")
    assert len(lsoas.areas) == 634
    grid = read_areas([boundaries / "pfa" / "PFA_DEC_2023_EW_BUC.shp"], "PFA23NM").areas
    world = read_areas(
        [boundaries / "pfa" / "derived_PFA_DEC_2023_EW_BUC.geojson"], "PFA23NM"
    ).areas
    moved = [a.geometry.hausdorff_distance(b.geometry) for a, b in zip(grid, world, strict=True)]
    assert len(moved) == 43
    assert max(moved) < 5  # the file was moved to degrees with a finer grid than ours


@pytest.mark.real
def test_the_real_towns_agree_with_their_extract(real_data: Path) -> None:
    """Seven towns decoded from the TopoJSON equal those that others cut out of it."""
    folder = real_data / "boundaries" / "towns"
    every = read_areas([folder / "geogtownandcitiesEW.topojson"], "AREANM", id_field="AREACD").areas
    seven = read_areas([folder / "derived_seven_llr_towns.geojson"], "AREANM").areas
    decoded = {area.label: area.geometry for area in every}
    assert len(every) == 1186
    for area in seven:
        assert area.geometry.symmetric_difference(decoded[area.label]).area < 1


def test_codes_of_the_file_are_no_part_of_a_name(tmp_path: Path) -> None:
    """A built-up area is called what people call it; its identifier and full name stay."""
    path = geojson(tmp_path / "a.geojson", [({"n": "Oakham BUA"}, degrees(SQUARE))])
    read = read_areas([path], "n")
    [area] = read.areas
    assert (area.id, area.label, area.full_label) == ("Oakham BUA", "Oakham", "Oakham BUA")
    assert read.name_rule == "built-up-areas"
    assert any("'Oakham' for 'Oakham BUA'" in note for note in read.notes)
