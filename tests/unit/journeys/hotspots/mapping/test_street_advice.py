"""When maps have no streets, the next step says where to get the county's."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from beatwise.journeys.hotspots.mapping.street_advice import extracts, street_advice
from beatwise.places.areas import Area
from beatwise.places.streets import Street
from beatwise.records.provenance import Provenance
from beatwise.store.workspace import Workspace


SOURCE = Provenance("areas", "a", "ab", "2026-01-01T00:00:00+00:00", "OGL", 1, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "our county", "Ours")
    town = Area("1", "Town", "towns", shapely.box(0, 0, 1000, 1000))
    with made.writing() as transaction:
        transaction.put_areas("towns", [town], SOURCE)
    return made


def test_the_address_is_that_of_the_county(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each county of the force has its own line, with the workspace it was asked in."""
    monkeypatch.setattr(Workspace, "forces", lambda self: ["leicestershire"])
    advice = street_advice(workspace, ["Town"])
    assert advice is not None
    start = "https://download.geofabrik.de/europe/united-kingdom/england"
    for county in ("leicestershire", "rutland"):
        assert f"gather streets {start}/{county}-latest-free.shp.zip --layer {county}" in advice
    assert f"--workspace '{workspace.path}'" in advice


def test_an_unknown_force_is_sent_to_the_list(workspace: Workspace) -> None:
    """Without a force that is known, the list of all counties is named."""
    assert "england" not in (street_advice(workspace, ["Town"]) or "england")
    assert extracts().everywhere in (street_advice(workspace, ["Town"]) or "")


def test_with_streets_nothing_is_advised(workspace: Workspace) -> None:
    """Streets elsewhere do not help; streets in the town do."""
    for x, is_advised in ((50_000, True), (500, False)):
        line = shapely.LineString([(x, 0), (x, 900)])
        with workspace.writing() as transaction:
            transaction.put_streets("osm", [Street("1", "A", "road", "osm", line)], SOURCE)
        assert bool(street_advice(workspace, ["Town"])) is is_advised


def test_every_territorial_force_of_england_and_wales_is_there() -> None:
    """Forty-three forces, each with at least one region."""
    regions = extracts().regions
    assert len(regions) == 43
    assert all(regions.values())
