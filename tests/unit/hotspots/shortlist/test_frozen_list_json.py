"""The frozen list: read back as it was frozen, and not at all once it was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.hotspots.shortlist.worlds import spot

from beatwise.errors import Conflict
from beatwise.hotspots.shortlist import frozen_list_json
from beatwise.store.frozen_lists import read_frozen, write_frozen


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
