"""GeoJSON that other programs read: WGS84, right-handed, with its periods and licence."""

from __future__ import annotations

import io
import json
import warnings

import geopandas as gpd
import pytest
import shapely
from tests.unit.publication.formats.worlds import TABLE
from tests.unit.publication.town.worlds import EAST, NORTH, town

from beatwise.publication.town.opendata import degrees, geojson, table_csv


def test_it_is_valid() -> None:
    """Every feature has a valid geometry in degrees, outer rings run anticlockwise."""
    held = json.loads(geojson(town()))
    assert held["type"] == "FeatureCollection"
    for feature in held["features"]:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        west, south, east, north = shape.bounds
        assert -1 < west <= east < 0
        assert 52 < south <= north < 54
        if shape.geom_type == "Polygon":
            assert shape.exterior.is_ccw


def test_it_says_what_it_is() -> None:
    """It carries types, periods, hashes, ranks and the licence's sentence."""
    held = json.loads(geojson(town()))
    assert [item["train"] for item in held["lists"]] == ["2025-01:2025-09"] * 2
    assert "Open Government Licence" in held["attribution"][0]
    spots = [f["properties"] for f in held["features"] if f["properties"]["kind"] == "hot spot"]
    assert [spot["rank"] for spot in spots] == [1, 2, 3, 1, 2, 3]
    points = [f for f in held["features"] if f["properties"]["kind"] == "map point"]
    assert sum(f["properties"]["incidents"] for f in points) == 100


def test_geopandas_reads_it() -> None:
    """A common reader opens it in WGS84."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = gpd.read_file(io.BytesIO(geojson(town()).encode()))
    assert read.crs.to_epsg() == 4326
    assert len(read) == 15


def test_degrees_come_back() -> None:
    """A square turned into degrees lies where the Ordnance Survey grid says."""
    square = degrees(shapely.box(EAST, NORTH, EAST + 200, NORTH + 200))
    assert square.exterior.is_ccw
    assert (square.centroid.x, square.centroid.y) == pytest.approx((-0.43334, 53.05583), abs=1e-3)


def test_csv() -> None:
    """CSV has the headings, safe words, plain numbers, and nothing where there is no data."""
    lines = table_csv(TABLE).split("\r\n")
    assert lines[0] == "Word,Count,Share (%)"
    assert lines[1] == "'=1+1,0,0.0"
    assert lines[8] == "gap,,"
