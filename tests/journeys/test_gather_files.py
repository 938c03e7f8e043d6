"""Gather extracts, areas, streets and events from the command line into a workspace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from tests.unit.sources.geography.extracts import geofabrik
from tests.unit.sources.misbehaving_server import Answer, send, serving, whole

from beatwise.cli.main import run
from beatwise.places.areas import Bounds
from beatwise.store.workspace import Workspace


MAPPING = """
name = "Council"
[columns]
id = "ref"
from = "from"
to = "to"
easting = "x"
northing = "y"
type = "kind"
"""
HEADER = "ref,from,to,x,y,kind\n"
MAY = HEADER + (
    "1,05/05/2025 13:00,05/05/2025 14:00,458700,304500,Anti-social behaviour\n"
    "2,06/05/2025 13:00,06/05/2025 12:00,458700,304500,Anti-social behaviour\n"
    "3,07/05/2025 13:00,07/05/2025 14:00,458700,304500,Begging\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    Workspace.create(tmp_path / "ws", "Test")
    (tmp_path / "m.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "may.csv").write_text(MAY, "utf-8")
    return tmp_path


def gather(place: Path, capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, Any]:
    """Run a gather command with --json; return the exit code and what it printed."""
    arguments = ["gather", *map(str, words), "--workspace", str(place / "ws"), "--json"]
    code = run(arguments)
    return code, json.loads(capsys.readouterr().out)


def incidents(place: Path, capsys: pytest.CaptureFixture[str], name: str = "may.csv") -> Any:
    code, done = gather(place, capsys, "incidents", place / name, "--mapping", place / "m.toml")
    assert code == 0, done
    return done


def test_an_extract_is_gathered(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Incidents stand in the workspace; the rejected row is listed beside the file with its row."""
    done = incidents(place, capsys)
    assert (done["source"], done["rows_in"], done["rows_out"]) == ("Council", 3, 2)
    assert done["rejected"] == {"to is before from": 1}
    assert done["types"] == {"Begging": 1, "anti-social-behaviour": 1}
    listed = (place / done["set_aside"]).read_text("utf-8-sig").splitlines()
    assert listed[1].startswith("3,rejected,to is before from,2,")
    workspace = Workspace.open(place / "ws")
    assert workspace.incidents()["id"].tolist() == ["1", "3"]
    assert [p.kind for p in workspace.provenance()] == ["incidents"]


def test_gathering_twice_changes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same file by the same mapping leaves every byte of the workspace as it was."""
    incidents(place, capsys)
    before = {p: p.read_bytes() for p in (place / "ws").rglob("*") if p.is_file()}
    assert incidents(place, capsys)["changed"] is False
    assert {p: p.read_bytes() for p in (place / "ws").rglob("*") if p.is_file()} == before


def test_a_later_file_adds_and_restates(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """June's file of the same source adds its rows, and replaces the incident it holds anew."""
    incidents(place, capsys)
    (place / "june.csv").write_text(
        HEADER
        + "3,07/05/2025 13:00,07/05/2025 14:00,458700,304500,Drugs\n"
        + "4,08/06/2025 13:00,08/06/2025 14:00,458700,304500,Drugs\n",
        "utf-8",
    )
    done = incidents(place, capsys, "june.csv")
    assert (done["standing"], done["restated"]) == (3, 1)
    stood = Workspace.open(place / "ws").incidents().set_index("id")["type"].to_dict()
    assert stood == {"1": "anti-social-behaviour", "3": "drugs", "4": "drugs"}
    assert incidents(place, capsys, "may.csv")["changed"] is False


def test_a_corrected_mapping_is_read_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When the mapping changes, the same file is read again and replaces what it gave."""
    incidents(place, capsys)
    (place / "m.toml").write_text(MAPPING + '[values.type]\nBegging = "asb-begging"\n', "utf-8")
    assert incidents(place, capsys)["types"] == {"anti-social-behaviour": 1, "asb-begging": 1}
    assert len(Workspace.open(place / "ws").incidents()) == 2


def test_a_refused_file_leaves_everything(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad file exits with 10, says the next step, and the workspace is as it was."""
    incidents(place, capsys)
    before = {p: p.read_bytes() for p in (place / "ws").rglob("*") if p.is_file()}
    (place / "bad.csv").write_text("<html><body>Sign in</body></html>", "utf-8")
    code, told = gather(
        place, capsys, "incidents", place / "bad.csv", "--mapping", place / "m.toml"
    )
    assert code == told["exit_code"] == 10
    assert told["place"] == "bad.csv"
    assert told["next_step"]
    assert {p: p.read_bytes() for p in (place / "ws").rglob("*") if p.is_file()} == before


def layer(path: Path, *shapes: tuple[str, shapely.Geometry]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for name, shape in shapes
    ]
    crs = {"type": "name", "properties": {"name": "EPSG:27700"}}
    document = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(document), "utf-8")
    return path


def test_areas_are_gathered(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A layer stands, is found by its label, and gathering it again changes nothing."""
    path = layer(place / "towns.geojson", ("Oadby", shapely.box(462000, 300000, 463000, 301000)))
    code, done = gather(place, capsys, "areas", path, "--label", "name")
    assert (code, done["layer"], done["rows_in"], done["rows_out"]) == (0, "towns", 1, 1)
    assert Workspace.open(place / "ws").area("oadby").area_m2 == 1_000_000
    assert gather(place, capsys, "areas", path, "--label", "name")[1]["changed"] is False
    code, told = gather(place, capsys, "areas", path, "--label", "nam")
    assert (code, told["error"]) == (10, "BadInput")


def test_streets_are_gathered(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lines that meet stand as three segments."""
    path = layer(
        place / "streets.geojson",
        (
            "High Street",
            shapely.linestrings([(458000, 304000), (458100, 304000), (458200, 304000)]),
        ),
        ("Mill Lane", shapely.linestrings([(458100, 304000), (458100, 304100)])),
    )
    code, done = gather(place, capsys, "streets", path)
    assert (code, done["rows_in"], done["rows_out"], done["length_km"]) == (0, 2, 3, 0.3)
    assert {s.name for s in Workspace.open(place / "ws").streets()} == {"High Street", "Mill Lane"}
    again = gather(place, capsys, "streets", path)[1]
    assert (again["changed"], again["islands"]) == (False, 1)


def test_a_county_extract_is_gathered_near_the_areas(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a Geofabrik ZIP the town's streets and map features stand, under OpenStreetMap's licence.

    More areas make the same file worth reading again.
    """
    archive = geofabrik(place / "county-latest-free.shp.zip")
    path = layer(place / "towns.geojson", ("Ashby", shapely.box(458000, 303900, 458400, 304100)))
    gather(place, capsys, "areas", path, "--label", "name")
    code, done = gather(place, capsys, "streets", archive)
    assert (code, done["rows_out"]) == (0, 4)
    workspace = Workspace.open(place / "ws")
    near = Bounds(458000, 303800, 458400, 304200)
    assert {s.name for s in workspace.streets(within=near)} == {"High Street", "Bath Street"}
    assert len(workspace.map_features(near)) == 7
    assert {p.licence for p in workspace.provenance() if p.kind != "areas"} == {
        "Open Database License 1.0, © OpenStreetMap contributors"
    }
    assert gather(place, capsys, "streets", archive)[1]["changed"] is False
    more = layer(place / "farley.geojson", ("Farley", shapely.box(477900, 303900, 478100, 304100)))
    gather(place, capsys, "areas", more, "--label", "name")
    assert gather(place, capsys, "streets", archive)[1]["rows_out"] == 5


def test_events_are_gathered(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Events stand; an area that the workspace does not know is noted, not lost."""
    path = place / "events.csv"
    path.write_text("name,kind,start,area\nWardens,patrol,2025-03,Nowhere\n", "utf-8")
    code, done = gather(place, capsys, "events", path)
    assert (code, done["rows_out"], done["kinds"]) == (0, 1, {"patrol": 1})
    assert "Nowhere" in done["notes"][0]
    assert Workspace.open(place / "ws").events()["area"].tolist() == ["Nowhere"]
    assert gather(place, capsys, "events", path)[1]["changed"] is False


@pytest.mark.parametrize("kind", ["incidents", "areas", "streets", "events"])
def test_words_for_people(place: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """Without --json each command says in words what stands; a missing file is told."""
    options = {"incidents": ["--mapping", str(place / "m.toml")], "areas": ["--label", "name"]}
    words = ["gather", kind, str(place / "none.csv"), *options.get(kind, [])]
    code = run([*words, "--workspace", str(place / "ws")])
    assert code == 10
    assert "Next:" in capsys.readouterr().err


def test_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a workspace the command says how to make one."""
    code, told = gather(tmp_path, capsys, "events", tmp_path / "e.csv")
    assert code == 11
    assert "init" in told["next_step"]


RING = [[-1.2, 52.6], [-1.1, 52.6], [-1.1, 52.7], [-1.2, 52.6]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}


def town(code: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"NM": code, "CD": code}, "geometry": SQUARE}


def test_areas_come_from_an_arcgis_layer_page_by_page(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The address of a feature layer is fetched to its last page, each after what came."""
    paths: list[str] = []

    def page(more: bool, *codes: str) -> Answer:
        def answer(handler: Any, body: bytes, start: int) -> None:
            paths.append(handler.path)
            handler.send_response(200)
            features = {"features": [town(code) for code in codes], "exceededTransferLimit": more}
            send(handler, json.dumps({"type": "FeatureCollection", **features}).encode())

        return answer

    with serving(b"", page(True, "E01000001"), page(False, "E01000002")) as (url, asked):
        host = url.rsplit("/", 1)[0]
        address = f"{host}/rest/services/Towns_2021/FeatureServer/0?where=LAD%3D%27x%27"
        for changed in (True, False):
            code, done = gather(place, capsys, "areas", address, "--label", "NM")
            assert (code, done["changed"], done["rows_out"]) == (0, changed, 2)
    assert done["layer"] == "Towns_2021"
    assert len(asked) == 2  # gathered again without asking again
    assert all(p.startswith("/rest/services/Towns_2021/FeatureServer/0/query?") for p in paths)
    assert [f"resultOffset={n}" in p for n, p in enumerate(paths)] == [True, True]
    assert all("where=LAD%3D%27x%27" in p for p in paths)
    (held,) = Workspace.open(place / "ws").provenance()
    assert held.source == "Towns_2021.geojson"
    assert held.note.endswith(f", from {address}")


def test_areas_come_from_the_address_of_a_file(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The address of any other layer is downloaded as a file; an error page is refused."""
    body = json.dumps({"type": "FeatureCollection", "features": [town("A")]}).encode()
    with serving(body, whole) as (url, _):
        code, done = gather(
            place, capsys, "areas", url.replace("2025-12.zip", "t.geojson"), "--label", "NM"
        )
    assert (code, done["layer"], done["rows_out"]) == (0, "t", 1)
    refusal = json.dumps({"error": {"code": 400, "message": "Invalid URL"}}).encode()
    with serving(refusal, whole) as (url, _):
        address = url.replace("2025-12.zip", "T/FeatureServer")
        code, said = gather(place, capsys, "areas", address, "--label", "NM")
    assert code == 10
    assert "Invalid URL" in said["message"]


def test_the_licence_is_asked_for_and_never_guessed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Areas with ONS codes and no licence are noted; stating it then changes what stands."""
    path = place / "t.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [town("E01000001")]}))
    _, done = gather(place, capsys, "areas", path, "--label", "NM")
    assert 'with --licence "OGL v3.0"' in done["notes"][0]
    assert Workspace.open(place / "ws").provenance()[0].licence == "not stated"
    _, done = gather(place, capsys, "areas", path, "--label", "NM", "--licence", "OGL v3.0")
    assert done["changed"]
    assert Workspace.open(place / "ws").provenance()[0].licence == "OGL v3.0"
    path.write_text(path.read_text().replace("E01000001", "Our patch"))
    _, done = gather(place, capsys, "areas", path, "--label", "NM", "--layer", "own")
    assert done["notes"] == []


def test_a_web_page_sent_for_a_file_is_not_kept(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error page is refused and forgotten, so that the next try asks the server again."""
    good = json.dumps({"type": "FeatureCollection", "features": [town("A")]}).encode()

    def page(handler: Any, body: bytes, start: int) -> None:
        handler.send_response(200)
        send(handler, b"<!DOCTYPE html><p>Please sign in")

    with serving(good, page, whole) as (url, asked):
        address = url.replace("2025-12.zip", "t.geojson")
        code, said = gather(place, capsys, "areas", address, "--label", "NM")
        assert (code, said["place"]) == (10, address)
        assert gather(place, capsys, "areas", address, "--label", "NM")[0] == 0
    assert len(asked) == 2
