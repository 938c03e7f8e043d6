"""A workspace keeps all of a change or none of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pandas as pd
import pytest
import shapely

from beatwise.clock import Month
from beatwise.errors import BadInput, Conflict, MissingData, UsageError
from beatwise.places.areas import Area, Bounds
from beatwise.places.map_features import MapFeature
from beatwise.places.streets import Street
from beatwise.records.provenance import Provenance
from beatwise.store import catalogue_file
from beatwise.store.files import shapes
from beatwise.store.workspace import Workspace
from beatwise.store.workspace_lock import LOCK_FILE, one_writer


PROVENANCE = Provenance("areas", "towns.geojson", "ab", "2026-01-01T00:00:00+00:00", "OGL", 2, 2)
SQUARE = shapely.box(0, 0, 100, 100)


def towns(*labels: str, layer: str = "towns") -> list[Area]:
    return [Area(str(n), label, layer, SQUARE) for n, label in enumerate(labels)]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws", "Market towns")


def put(workspace: Workspace, *labels: str, layer: str = "towns") -> None:
    with workspace.writing() as transaction:
        transaction.put_areas(layer, towns(*labels, layer=layer), PROVENANCE)


def test_an_empty_workspace_gives_empty_tables(workspace):
    """What was not gathered is an empty table with its declared columns."""
    assert Workspace.open(workspace.path).name == "Market towns"
    tables = (workspace.offences(), workspace.incidents(), workspace.events(), workspace.ledger())
    assert all(len(table) == 0 for table in tables)
    assert (workspace.layers(), workspace.months(), workspace.provenance()) == ([], [], [])


def test_a_workspace_is_made_once(workspace, tmp_path):
    """A second one in the same folder is a conflict, and opening none says how to make one."""
    with pytest.raises(Conflict, match="already"):
        Workspace.create(workspace.path, "Again")
    with pytest.raises(MissingData, match="beatwise init"):
        Workspace.open(tmp_path / "nowhere")


def test_areas_come_back_as_they_were(workspace):
    """Polygons and multipolygons keep their shape, label and identifier."""
    two = shapely.MultiPolygon([SQUARE, shapely.box(300, 0, 400, 100)])
    areas = [Area("E1", "Ashby", "towns", SQUARE), Area("E2", "Oakham", "towns", two)]
    with workspace.writing() as transaction:
        transaction.put_areas("towns", areas, PROVENANCE)
    back = Workspace.open(workspace.path).areas("towns")
    assert [(a.id, a.label, a.layer) for a in back] == [
        ("E1", "Ashby", "towns"),
        ("E2", "Oakham", "towns"),
    ]
    assert all(a.geometry.equals(b.geometry) for a, b in zip(areas, back, strict=True))
    assert back[0].geometry.geom_type == "Polygon"


def test_an_area_is_found_by_its_full_label(workspace):
    """The label of the boundary file, codes included, still finds the area after a reading."""
    area = Area("E1", "Oakham", "towns", SQUARE, "Oakham BUA")
    with workspace.writing() as transaction:
        transaction.put_areas("towns", [area], PROVENANCE)
    back = Workspace.open(workspace.path)
    assert [back.area(w).id for w in ("oakham", "Oakham BUA", "towns:Oakham BUA")] == ["E1"] * 3


def test_an_area_is_found_by_label(workspace):
    """A label is found in any case; close labels are suggested; two of one name must be told."""
    put(workspace, "Ashby", "Oakham")
    put(workspace, "Oakham", layer="wards")
    assert workspace.area("ashby").label == "Ashby"
    assert workspace.area("wards:Oakham").layer == "wards"
    with pytest.raises(UsageError, match="towns:Oakham, wards:Oakham"):
        workspace.area("Oakham")
    with pytest.raises(MissingData, match="Did you mean Ashby"):
        workspace.area("Ashbie")
    with pytest.raises(MissingData, match="no layer of areas called 'beats'"):
        workspace.areas("beats")


def test_streets_and_tables_come_back(workspace):
    """Streets, incidents and events are kept and read back as declared."""
    street = Street("1", "High Street", "footway", "osm", shapely.LineString([(0, 0), (3, 4)]))
    times = pd.to_datetime(["2025-01-01T10:00Z"]).astype("datetime64[s, UTC]")
    incidents = pd.DataFrame({
        "id": ["a"], "start": times, "end": times, "easting": [1.0], "northing": [2.0],
        "type": ["shoplifting"], "home_office_code": [None], "source": ["council"],
    })  # fmt: skip
    events = pd.DataFrame({
        "name": ["CCTV"], "kind": ["cctv"], "start": [24300], "end": [-1], "area": [None],
        "easting": [None], "northing": [None], "note": [None],
    })  # fmt: skip
    with workspace.writing() as transaction:
        transaction.put_streets("osm", [street], PROVENANCE)
        transaction.put_incidents("council", incidents, PROVENANCE)
        transaction.put_events("own", events, PROVENANCE)
    [back] = workspace.streets()
    assert (back.name, back.length_m) == ("High Street", 5.0)
    assert workspace.incidents(types=["shoplifting"])["start"].tolist() == times.tolist()
    assert len(workspace.incidents(types=["drugs"])) == 0
    assert workspace.events()["kind"].tolist() == ["cctv"]
    assert len(workspace.provenance()) == 3


def test_a_change_that_fails_leaves_nothing(workspace):
    """An error inside the block leaves the catalogue and the data folder as they were."""
    put(workspace, "Ashby")
    before = {p: p.read_bytes() for p in workspace.path.rglob("*") if p.is_file()}

    def interrupted() -> None:
        with workspace.writing() as transaction:
            transaction.put_areas("wards", towns("A", layer="wards"), PROVENANCE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert {p: p.read_bytes() for p in workspace.path.rglob("*") if p.is_file()} == before


def test_a_reader_in_the_middle_of_a_change_sees_the_old_state(workspace):
    """Until the block ends, whoever reads finds what was there before."""
    put(workspace, "Ashby")
    with workspace.writing() as transaction:
        transaction.put_areas("towns", towns("Oakham"), PROVENANCE)
        assert [a.label for a in Workspace.open(workspace.path).areas()] == ["Ashby"]
    assert [a.label for a in Workspace.open(workspace.path).areas()] == ["Oakham"]


def test_a_reader_whose_file_was_replaced_reads_the_new_one(workspace):
    """A reader that opened before a change finds the data after the old file has gone."""
    put(workspace, "Ashby")
    reader = Workspace.open(workspace.path)
    put(workspace, "Oakham")
    put(workspace, "Oakham", "Wigston")
    assert [a.label for a in reader.areas()] == ["Oakham", "Wigston"]


def test_a_layer_is_read_once_and_again_when_it_was_replaced(workspace, monkeypatch):
    """Areas are parsed once for each state of the layer; a replaced layer is seen at once."""
    put(workspace, "A")
    reader = Workspace.open(workspace.path)
    read, reads = shapes.read_areas, []
    monkeypatch.setattr(shapes, "read_areas", lambda *a: reads.append(a) or read(*a))
    assert [reader.area("A").label for _ in range(3)] == ["A"] * 3
    assert len(reads) == 1
    reader.areas().clear()
    put(workspace, "B")
    put(workspace, "B", "C")
    assert [area.label for area in reader.areas("towns")] == ["B", "C"]
    assert len(reads) == 2


def test_an_area_by_its_layer_reads_no_other_layer(workspace, monkeypatch):
    """A layer of a nation's small areas does not slow down a question about a town."""
    put(workspace, "Oakham")
    put(workspace, "Oakham 001", layer="small-areas")
    read, layers = shapes.read_areas, []
    monkeypatch.setattr(
        shapes, "read_areas", lambda path, name: layers.append(name) or read(path, name)
    )
    assert workspace.area("towns:Oakham").layer == "towns"
    assert layers == ["towns"]
    with pytest.raises(MissingData, match="no area called 'towns:Oakham 001'"):
        workspace.area("towns:Oakham 001")
    assert workspace.area("Oakham 001").layer == "small-areas"


def test_only_one_process_writes(workspace):
    """A second writer is told who holds the lock, and the lock is free when the first is done."""
    with workspace.writing(), pytest.raises(Conflict, match=f"by process {os.getpid()}"):
        put(Workspace.open(workspace.path), "Ashby")
    put(workspace, "Ashby")


def test_a_killed_writer_leaves_no_lock_and_no_trace(workspace):
    """A process killed while writing holds no lock afterwards; its files go at the next change."""
    put(workspace, "Ashby")
    script = textwrap.dedent("""
        import sys
        from beatwise.store.workspace import Workspace
        from tests.unit.store.test_workspace import towns, PROVENANCE
        with Workspace.open(sys.argv[1]).writing() as transaction:
            transaction.put_areas("wards", towns("A", layer="wards"), PROVENANCE)
            print("writing", flush=True)
            sys.stdin.read()
    """)
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(workspace.path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=root,
    )  # fmt: skip
    with child:
        assert child.stdout.readline().strip() == b"writing"
        with pytest.raises(Conflict, match=f"by process {child.pid}"):
            put(workspace, "Oakham")
        child.kill()
    assert len(list((workspace.path / "data").rglob("*.gpkg"))) == 2
    assert [a.label for a in Workspace.open(workspace.path).areas()] == ["Ashby"]
    put(workspace, "Oakham")
    assert Workspace.open(workspace.path).layers() == ["towns"]
    assert not list((workspace.path / "data").glob("areas/wards*"))


def test_the_lock_needs_no_readable_owner(workspace):
    """A lock file with nonsense in it still locks, and still opens."""
    (workspace.path / LOCK_FILE).write_text("nonsense")
    with one_writer(workspace.path):
        (workspace.path / LOCK_FILE).write_text("nonsense")
        with pytest.raises(Conflict, match="another process"), one_writer(workspace.path):
            pass


@pytest.mark.parametrize("text", ["", "{", '{"format": 1}', "[]", '{"format": 99, "name": "x"}'])
def test_a_damaged_catalogue_is_named(workspace, text):
    """A catalogue that cannot be understood is bad input, not a crash."""
    (workspace.path / "catalogue.json").write_text(text)
    with pytest.raises(BadInput, match=r"catalogue\.json"):
        Workspace.open(workspace.path)


def test_the_catalogue_says_the_same_when_read_back(workspace):
    """What is saved is what is loaded, and it is plain JSON with a format number."""
    put(workspace, "Ashby")
    assert catalogue_file.load(workspace.path) == workspace.catalogue
    document = json.loads((workspace.path / "catalogue.json").read_text("utf-8"))
    assert document["format"] == 1
    assert document["items"][0]["provenance"]["source"] == "towns.geojson"


def test_any_name_becomes_a_file_name(workspace):
    """Names that no file system takes are kept in the catalogue and changed on disk."""
    name = 'CON: a/b\\c "é" ' + "x" * 300
    put(workspace, "Ashby", layer=name)
    [file] = (workspace.path / "data" / "areas").iterdir()
    assert file.name.isascii()
    assert len(file.name) < 100
    assert Workspace.open(workspace.path).layers() == [name]


def test_a_busy_file_is_waited_for(workspace, monkeypatch):
    """Where a reader holds the catalogue open (Windows), replacing it is tried again."""
    refusals = iter([True, True])
    really = Path.replace

    def busy(self, target):
        if next(refusals, False):
            raise PermissionError
        return really(self, target)

    monkeypatch.setattr(catalogue_file.Path, "replace", busy)
    catalogue_file.save(workspace.catalogue, workspace.path)
    assert Workspace.open(workspace.path).name == "Market towns"


def test_months_are_months(workspace):
    """No force has no months."""
    assert workspace.months("leicestershire") == []
    assert Month.parse("2025-01") not in workspace.months()


def test_part_of_the_ground_is_read(workspace):
    """Streets and map features come back by rectangle, each with its shape and kind."""
    lines = [shapely.LineString([(x, 0), (x + 10, 0)]) for x in (0, 5000)]
    streets = [Street(str(n), f"S{n}", "residential", "osm", at) for n, at in enumerate(lines)]
    shapes = [shapely.Point(5, 5), shapely.box(0, 0, 9, 9), lines[0], lines[1]]
    features = [MapFeature(str(n), "", "water", "osm", at) for n, at in enumerate(shapes)]
    with workspace.writing() as transaction:
        transaction.put_streets("osm", streets, PROVENANCE)
        transaction.put_map_features("osm", features, PROVENANCE)
    near = Bounds(-50, -50, 50, 50)
    assert [s.name for s in workspace.streets(within=near)] == ["S0"]
    assert [f.geometry for f in workspace.map_features(near)] == shapes[:3]
