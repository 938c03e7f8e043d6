"""A frozen list made from files that others have replaced since is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.sources.street_files import row, write

import beatwise
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.upkeep.workspace_check import check_workspace
from beatwise.store.workspace import Workspace


SQUARE = [[[-1.24, 52.6], [-1.2, 52.6], [-1.2, 52.64], [-1.24, 52.64], [-1.24, 52.6]]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workspace = Workspace.create(tmp_path / "ws", "Ours")
    gather_police_uk(
        workspace, [write(tmp_path, [row(month=f"2025-0{m}")] * 9, f"2025-0{m}") for m in (1, 2)]
    )
    town = {
        "type": "Feature",
        "properties": {"name": "Blaby"},
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }
    layer = tmp_path / "towns.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [town]}), "utf-8")
    beatwise.gather_areas(workspace, [layer], "name")
    beatwise.find(workspace, "Blaby", "asb", "2025-01:2025-02", out=tmp_path / "ws" / "l.geojson")
    return tmp_path


def test_a_list_from_months_since_restated(place) -> None:
    """The list is current until one of its months is restated; then that month's file is named."""
    [current] = check_workspace(place / "ws").lists
    assert (current.restated, current.fault) == ((), None)
    path = write(place / "newer", [row()] * 10)
    gather_police_uk(Workspace.open(place / "ws"), [path])
    report = check_workspace(place / "ws")
    assert report.whole
    assert report.lists[0].restated == (path.name,)


def test_a_list_changed_after_it_was_frozen(place) -> None:
    """A list whose hash does not fit what it holds makes the check end with a fault."""
    path = place / "ws" / "l.geojson"
    path.write_text(path.read_text("utf-8").replace("Blaby", "Other"), "utf-8")
    report = check_workspace(place / "ws", lists=[place / "towns.geojson"])
    assert not report.whole
    assert ["changed" in (one.fault or "") for one in report.lists] == [False, True]
