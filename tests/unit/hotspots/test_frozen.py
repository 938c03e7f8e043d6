"""The frozen list: read back as it was written, and not at all once it was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from beatwise.errors import BadInput, Conflict, MissingData
from beatwise.hotspots.shortlist import frozen_list_json
from beatwise.hotspots.shortlist.as_geojson import degrees
from beatwise.hotspots.shortlist.hotspot import Hotspot, PointInside
from beatwise.store.frozen_lists import read_frozen, write_frozen


def spot() -> Hotspot:
    """A square hot spot in Market Place."""
    return Hotspot(
        rank=1,
        id="hs-50500-35200",
        name="On or near Market Place",
        geometry=shapely.box(504_900.12, 351_900.34, 505_100.56, 352_100.78),
        counts={"shoplifting": 12},
        shares={"shoplifting": 0.5},
        scored=None,
        monthly={"shoplifting": (6, 6)},
        share=0.5,
        hot_months=2,
        of_months=2,
        recent=(),
        trend={"shoplifting": None},
        found_again=float("nan"),
        points=(PointInside(505_000.0, 352_000.0, "On or near Market Place", {"shoplifting": 12}),),
        top_share={"shoplifting": 1.0},
        p_value=0.01,
        q_value=0.02,
        confidence="low",
        reasons=("12 shoplifting records.",),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A frozen list on disk."""
    path = tmp_path / "list.geojson"
    write_frozen(
        frozen_list_json.as_json({"area": "Town", "types": ["shoplifting"]}, (spot(),)), path
    )
    return path


def test_a_list_comes_back_as_it_was(file: Path) -> None:
    """Outline (to the centimetre), counts and what was said of the list survive the file."""
    back = read_frozen(file)
    assert back.about == {"area": "Town", "types": ["shoplifting"]}
    assert back.spots[0].geometry.equals(spot().geometry)
    assert back.spots[0].counts == {"shoplifting": 12}


def test_the_same_list_has_the_same_hash_and_bytes(file: Path, tmp_path: Path) -> None:
    """Nothing in the file depends on when or where it was written."""
    again = tmp_path / "again.geojson"
    write_frozen(
        frozen_list_json.as_json({"types": ["shoplifting"], "area": "Town"}, (spot(),)), again
    )
    assert read_frozen(again).frozen_hash == read_frozen(file).frozen_hash


def change(document: dict[str, Any], how: str) -> None:
    """Edit a list by hand."""
    feature = document["features"][0]
    if how == "count":
        feature["properties"]["counts"]["shoplifting"] = 13
    elif how == "corner":
        feature["geometry"]["coordinates"][0][0][0] += 0.001
    elif how == "removed":
        document["features"] = []
    else:
        document["beatwise"]["area"] = "Elsewhere"


@pytest.mark.parametrize("how", ["count", "corner", "removed", "area"])
def test_a_list_edited_by_hand_is_refused(file: Path, how: str) -> None:
    """Any change to what the file holds shows in its hash."""
    document = json.loads(file.read_text("utf-8"))
    change(document, how)
    file.write_text(json.dumps(document), "utf-8")
    with pytest.raises(Conflict, match="changed after it was frozen"):
        read_frozen(file)


def test_layout_is_not_content(file: Path) -> None:
    """Writing the same values with other spaces changes nothing."""
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")), indent=4), "utf-8")
    assert read_frozen(file).spots


def test_other_files_are_named_as_such(tmp_path: Path) -> None:
    """No file, no JSON and some other GeoJSON each have their own words."""
    with pytest.raises(MissingData):
        read_frozen(tmp_path / "none.geojson")
    other = tmp_path / "other.geojson"
    other.write_text("<html>", "utf-8")
    with pytest.raises(BadInput, match="not a GeoJSON"):
        read_frozen(other)
    other.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    with pytest.raises(BadInput, match="not a frozen list"):
        read_frozen(other)


def test_degrees_have_seven_decimals() -> None:
    """WGS84 coordinates are kept to a centimetre, with Leicestershire where it is."""
    at = shapely.get_coordinates(degrees(spot().geometry))
    assert np.allclose(at, np.round(at, 7), atol=0, rtol=0)
    assert -0.5 < at[0, 0] < -0.4
    assert 53.0 < at[0, 1] < 53.1
