"""A county's extract gives streets and map features, whichever format it comes in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import shapely
from tests.unit.sources.geography.extracts import X, Y, extract, geofabrik

from beatwise.errors import BadInput
from beatwise.places.areas import Area
from beatwise.places.near_areas import NearAreas
from beatwise.sources.geography.geofabrik import theme_layers
from beatwise.sources.geography.streets import ReadStreets, read_streets


TOWN = Area("E1", "Ashby", "towns", shapely.box(X, Y - 100, X + 400, Y + 100))
FEATURES = {
    ("river", "River Mease"), ("railway", ""), ("park", "Bath Grounds"), ("water", "The Lake"),
    ("premises", "Greenfields"), ("station", "Ashby Station"), ("place", "Ashby"),
}  # fmt: skip


@pytest.fixture(scope="module", params=["zip", "folder", "pbf", "xml"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same town in each format."""
    folder = tmp_path_factory.mktemp("extract")
    if request.param in ("pbf", "xml"):
        return extract(folder / {"pbf": "town.osm.pbf", "xml": "town.osm"}[request.param])
    archive = geofabrik(folder / "town-latest-free.shp.zip")
    if request.param == "zip":
        return archive
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder / "unpacked")
    return folder / "unpacked"


def read(source: Path) -> ReadStreets:
    """Read what is near the town."""
    return read_streets(source, near=NearAreas.of([TOWN]))


def test_streets_near_the_areas_are_kept(source: Path) -> None:
    """Both streets are cut where they cross; the motorway and the far lane are left out."""
    streets = read(source).streets
    assert sorted((s.name, round(s.length_m)) for s in streets) == [
        ("Bath Street", 200), ("Bath Street", 200), ("High Street", 200), ("High Street", 200),
    ]  # fmt: skip


def test_map_features_come_along(source: Path) -> None:
    """Water, rail, park, station, supermarket and the town's name are kept; the pub is not."""
    features = read(source).features
    assert {(f.kind, f.name) for f in features} == FEATURES
    assert len(features) == len(FEATURES)
    by_kind = {f.kind: f.geometry for f in features}
    assert by_kind["water"].area == pytest.approx(3600, rel=0.01)
    assert by_kind["premises"].distance(shapely.Point(X + 275, Y + 25)) < 20
    assert {by_kind[k].geom_type for k in ("premises", "station", "place")} == {"Point"}


def test_without_areas_all_of_it_is_kept(source: Path) -> None:
    """Before areas are gathered the far village and lane are there too, and a note says why."""
    whole = read_streets(source)
    assert {"Far Lane"} <= {s.name for s in whole.streets}
    assert ("place", "Farley") in {(f.kind, f.name) for f in whole.features}
    assert any("whole extract" in note for note in whole.notes)


def test_an_extract_of_elsewhere_is_refused(source: Path) -> None:
    """When nothing is near the gathered areas, the message says so and what to give."""
    far = Area("E2", "Elsewhere", "towns", shapely.box(600_000, 200_000, 601_000, 201_000))
    with pytest.raises(BadInput, match="no street"):
        read_streets(source, near=NearAreas.of([far]))


def test_a_damaged_zip(tmp_path: Path) -> None:
    """A Shapefile without its parts is refused with the layer's name; other ZIPs hold no layer."""
    path = tmp_path / "broken.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("gis_osm_roads_free_1.shp", b"nonsense")
    with pytest.raises(BadInput, match="gis_osm_roads_free_1"):
        read_streets(path)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", b"nonsense")
    assert theme_layers(tmp_path / "other.zip") == []
