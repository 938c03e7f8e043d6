"""Files that are plausible and wrong: each ends with its code, in words, with nothing changed."""

from __future__ import annotations

import errno
import gzip
import json
import os
from pathlib import Path

import pytest
from tests.unit.sources.street_files import row, text, zipped

from beatwise.cli.main import run
from beatwise.store.workspace import Workspace


STREET = "2025-01-leicestershire-street.csv"
GOOD = text([row(), row()]).decode()
SQUARE = [[[-1.2, 52.6], [-1.1, 52.6], [-1.1, 52.7], [-1.2, 52.7], [-1.2, 52.6]]]
MAPPING = (
    'name = "Council"\n[columns]\nid = "ref"\ntime = "at"\neasting = "x"\nnorthing = "y"\n'
    'type = "kind"\n'
)
INCIDENTS = "ref,at,x,y,kind\n1,05/05/2025 13:00,458700,304500,Begging\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "Wörk späce – 1"
    Workspace.create(folder / "ws", "Test")
    return folder


def gather(place: Path, capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, dict]:
    """Run a gather with --json; return its code and its one document."""
    code = run(["gather", *map(str, words), "--workspace", str(place / "ws"), "--json"])
    return code, json.loads(capsys.readouterr().out)


def refused(
    place: Path, capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 10
) -> str:
    """Run a gather that is refused; return what it says, having seen that nothing changed."""
    before = (place / "ws" / "catalogue.json").read_bytes()
    ended, said = gather(place, capsys, *words)
    assert ended == code == said["exit_code"], said
    assert said["next_step"]
    assert (place / "ws" / "catalogue.json").read_bytes() == before
    assert not [p for p in (place / "ws").rglob("*") if ".part" in p.name]
    return f"{said['place']}: {said['message']} Next: {said['next_step']}"


def without(column: str) -> str:
    head, *rest = GOOD.splitlines()
    at = head.split(",").index(column)
    lines = [line.split(",") for line in (head, *rest)]
    return "\n".join(",".join(c for i, c in enumerate(line) if i != at) for line in lines) + "\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (without("Longitude"), "Use the file as data.police.uk publishes it"),
        (GOOD.replace("LSOA code", "LSOA21CD"), "change 'LSOA21CD' to 'LSOA code'"),
        (GOOD.replace(",", ";"), "separated by semicolons"),
        (GOOD.replace(",", "\t"), "separated by tabs"),
        (GOOD.replace("\n", "\r"), "old Macs"),
        ("Crime in Leicestershire,,\n" + GOOD, "Row 1 must begin: Crime ID"),
        ("<!-- sorry -->\n<html><body>503</body></html>", "web page"),
        ('{"error": "too many requests"}', "JSON"),
        (GOOD.rstrip("\n") + "\n" + "\0" * 512 + "\n", "row 4: the row holds zero bytes"),
        (text([row(lon="200.5")]).decode(), "row 2: the point is not in the United Kingdom"),
        (text([row(lon="458700", lat="304900")]).decode(), "easting and northing in metres"),
    ],
)
def test_a_street_file_that_is_none(place, capsys, content, words) -> None:
    """What is wrong with a street file is said as it is, and the advice fits the case."""
    path = place / STREET
    path.write_text(content, "utf-8", newline="")
    assert words in refused(place, capsys, "police-uk", path)


def test_two_files_of_one_name_are_told_apart(place, capsys) -> None:
    """The same month twice in a folder is refused with the paths of both files."""
    for folder, kind in (("old", "Shoplifting"), ("new", "Robbery")):
        path = place / "months" / folder / STREET
        path.parent.mkdir(parents=True)
        path.write_text(text([row(kind=kind)]).decode(), "utf-8")
    said = refused(place, capsys, "police-uk", place / "months")
    assert str(Path("old") / STREET) in said
    assert str(Path("new") / STREET) in said


def test_a_zip_with_junk_is_read_and_the_junk_counted(place, capsys) -> None:
    """Files of other kinds in an archive are left alone and counted."""
    path = zipped(
        place / "2025-01.zip",
        {f"2025-01/{STREET}": GOOD.encode(), f"__MACOSX/._{STREET}": b"x", "Thumbs.db": b"x"},
    )
    code, done = gather(place, capsys, "police-uk", path)
    assert (code, done["rows"]) == (0, 2)
    assert done["notes"] == ["Files left alone: 2 (other)."]


def layer(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **members})


def feature(geometry: object, properties: object) -> dict:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


TOWN = feature({"type": "Polygon", "coordinates": SQUARE}, {"name": "A"})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.geojson", layer(TOWN, None), "feature 2: this is not a feature"),
        ("a.geojson", layer(TOWN, "x"), "feature 2: this is not a feature"),
        ("a.geojson", layer(feature(None, ["x"])), "feature 1: this is not a feature"),
        ("a.geojson", layer(TOWN, crs="EPSG:27700"), "look like longitude and latitude"),
        ("a.geojson", layer(TOWN, crs={"properties": 7}, features=[]), "holds no feature"),
        ("a.geojson", layer(), "holds no feature"),
        ("a.geojson", '{"a":' * 100_000, "nested too deep"),
        ("a.geojson", "[1, 2]", "JSON list"),
        ("a.geojson", layer(feature({"type": "Polygon", "coordinates": "x"}, {})), "two numbers"),
        ("a.geojson", "<html>", "web page saved as a map layer"),
        ("a.csv", GOOD, "holds no map layer"),
        ("a.topojson", '{"type": "Topology", "arcs": []}', "holds no feature"),
        ("a.geojson.gz", gzip.compress(layer(TOWN).encode()), "Unpack it"),
        (
            "a.geojson",
            layer(
                feature(
                    {"type": "Polygon", "coordinates": [[[-1.2, 52.6], [-1.1, 52.7],
                     [-1.1, 52.6], [-1.2, 52.7], [-1.2, 52.6]]]},
                    {"name": "A"},
                )
            ),
            "feature 1 ('A'): the outline crosses itself",
        ),
    ],
)  # fmt: skip
def test_a_map_layer_that_is_none(place, capsys, name, content, words) -> None:
    """What is wrong with a layer is said with file and feature."""
    path = place / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert words in refused(place, capsys, "areas", path, "--label", "name")


def test_a_shapefile_cut_short_is_refused(place, capsys) -> None:
    """A Shapefile shorter than it says is refused, not read as far as it goes."""
    path = place / "a.shp"
    header = (9994).to_bytes(4, "big") + bytes(20) + (5000).to_bytes(4, "big") + bytes(72)
    path.write_bytes(header + bytes(400))
    said = refused(place, capsys, "areas", path, "--label", "name")
    assert "cut short: 500 bytes of 10,000" in said


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('header_row = "x"\n', "header_row = 'x' is not the number of a row"),
        ("header_row = 0\n", "header_row = 0"),
        ('[formats]\ndates = "%Q"\n', "'%Q' is not a date format"),
    ],
)
def test_a_mapping_that_says_nonsense(place, capsys, setting, words) -> None:
    """A setting of the wrong kind is refused by name before the extract is read."""
    (place / "i.csv").write_text(INCIDENTS, "utf-8")
    at_top = setting + MAPPING if setting.startswith("header") else MAPPING + setting
    (place / "m.toml").write_text(at_top, "utf-8")
    assert words in refused(
        place, capsys, "incidents", place / "i.csv", "--mapping", place / "m.toml"
    )


def test_a_folder_in_place_of_a_file(place, capsys) -> None:
    """A folder given where a file is wanted is called a folder."""
    (place / "m.toml").write_text(MAPPING, "utf-8")
    for words in (
        ("events", place),
        ("lookup", place),
        ("streets", place),
        ("incidents", place, "--mapping", place / "m.toml"),
    ):
        assert "folder, not a file" in refused(place, capsys, *words)
    assert "no such mapping" in refused(place, capsys, "incidents", place, "--mapping", place)


def test_lines_without_length_are_no_streets(place, capsys) -> None:
    """A layer of streets that would be empty is refused."""
    line = {"type": "LineString", "coordinates": [[-1.2, 52.6], [-1.2, 52.6]]}
    path = place / "s.geojson"
    path.write_text(layer(feature(line, {"highway": "residential"})), "utf-8")
    assert "has a length" in refused(place, capsys, "streets", path)


def test_a_lookup_of_one_endless_line_is_not_read_to_its_end(place, capsys) -> None:
    """A lookup without line ends is refused at the first million characters."""
    path = place / "l.csv"
    path.write_bytes(b"x" * 3_000_000)
    assert "line ends are missing" in refused(place, capsys, "lookup", path)


def test_a_picture_is_not_a_table(place, capsys) -> None:
    """A picture given as a table is called a picture."""
    path = place / "e.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    assert "a picture" in refused(place, capsys, "events", path)


def test_a_workspace_cannot_be_made_over_a_file(place, capsys) -> None:
    """``init`` on a file, or below one, is a conflict."""
    (place / "file").write_text("x", "utf-8")
    for path in (place / "file", place / "file" / "below"):
        assert run(["init", str(path), "--name", "x", "--json"]) == 13
        assert json.loads(capsys.readouterr().out)["error"] == "Conflict"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_what_the_disk_refuses_is_a_conflict(place, capsys, monkeypatch, number) -> None:
    """A folder that may not be written, and a full disk, end with 13 and keep nothing."""
    path = place / STREET
    path.write_text(GOOD, "utf-8")

    def refuses(rows: object, to: Path) -> None:
        raise OSError(number, os.strerror(number), str(to))

    monkeypatch.setattr("beatwise.store.files.parquet_tables.write_table", refuses)
    assert os.strerror(number) in refused(place, capsys, "police-uk", path, code=13)


def test_an_interruption_is_one_document_too(place, capsys, monkeypatch) -> None:
    """With --json Ctrl-C and a fault of ours are each told on stdout in one document."""
    path = place / STREET
    path.write_text(GOOD, "utf-8")
    for error, code in ((KeyboardInterrupt(), 130), (RuntimeError("x"), 1)):

        def breaks(*_: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr("beatwise.store.files.parquet_tables.write_table", breaks)
        ended, said = gather(place, capsys, "police-uk", path)
        assert ended == code == said["exit_code"]


def test_metres_the_wrong_way_round_are_known_by_the_areas(place, capsys) -> None:
    """Easting and northing that fit the gathered areas only the other way round are refused."""
    (place / "m.toml").write_text(MAPPING, "utf-8")
    (place / "i.csv").write_text(INCIDENTS.replace("458700,304500", "304500,458700"), "utf-8")
    words = ("incidents", place / "i.csv", "--mapping", place / "m.toml")
    path = place / "towns.geojson"
    path.write_text(layer(TOWN), "utf-8")
    assert gather(place, capsys, "areas", path, "--label", "name")[0] == 0
    assert "look swapped" in refused(place, capsys, *words)
    (place / "i.csv").write_text(INCIDENTS, "utf-8")
    assert gather(place, capsys, *words)[0] == 0


def test_columns_of_events_that_are_not_read_are_named(place, capsys) -> None:
    """A column that no event has is told, so that a misspelt one is not lost in silence."""
    (place / "e.csv").write_text("name,kind,start,finish\nA,cctv,2025-01,2025-02\n", "utf-8")
    _, done = gather(place, capsys, "events", place / "e.csv")
    assert done["notes"] == ["Columns that were not read: 'finish'."]


def test_a_folder_that_may_not_be_read_is_not_passed_over(place, capsys, monkeypatch) -> None:
    """A folder of months that may not be opened ends the gather: its months would be lost."""
    good, shut = place / "months" / "2025-01", place / "months" / "2025-02"
    for folder in (good, shut):
        folder.mkdir(parents=True)
    (good / STREET).write_text(GOOD, "utf-8")
    listed = os.scandir

    def scandir(path: Path) -> object:
        if Path(path) == shut:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert "2025-02" in refused(place, capsys, "police-uk", place / "months", code=13)
