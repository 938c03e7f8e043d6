"""``beatwise brief`` from a workspace to files that people open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.journeys.windows import chromium, window
from tests.worlds import small_county

from beatwise.cli.main import run
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.events import gather_events
from beatwise.journeys.gather.incidents import gather_incidents
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.gather.streets import gather_streets
from beatwise.journeys.hotspots.brief import write_briefs
from beatwise.journeys.hotspots.find import find
from beatwise.journeys.planning.inputs import hot_spots
from beatwise.planning.beats.one_place import one_place_each
from beatwise.simulation.write import write
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.workspace import Workspace


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small simulated county."""
    return write(small_county(), tmp_path_factory.mktemp("county") / "county").folder


@pytest.fixture(scope="module")
def workspace(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with police months, towns in two layers, streets and events."""
    made = Workspace.create(tmp_path_factory.mktemp("brief") / "workspace", "Millshire")
    gather_police_uk(made, [county / "police-uk"], [])
    for layer in ("towns", "towns-of-1974"):
        path = county / "areas" / "towns.geojson"
        gather_areas(made, [path], "name", id_field="id", layer=layer)
    gather_streets(made, county / "streets.geojson")
    gather_events(made, county / "events.csv")
    return made


@pytest.fixture(scope="module")
def town(workspace: Workspace) -> str:
    """The name of a town."""
    return workspace.areas("towns")[0].label


def test_json_names_the_files(
    workspace: Workspace, town: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json one document tells each file, its hash and its size."""
    words = ["--workspace", str(workspace.path), "--area", f"towns:{town}", "--out", str(tmp_path)]
    assert run(["brief", *words, "--type", "asb", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["area"] for item in told["files"]] == [town] * 8
    for item in told["files"]:
        assert (tmp_path / item["file"]).stat().st_size == item["bytes"]
    assert len(list(tmp_path.iterdir())) == 8


def test_the_list_is_the_one_that_find_gives(
    workspace: Workspace, town: str, tmp_path: Path
) -> None:
    """Hot spots and hash are those of find for the types together, each type counted apart."""
    types = ["asb", "shoplifting"]
    written = write_briefs(workspace, [f"towns:{town}"], tmp_path, types=types)
    told = json.loads(next(w.path for w in written if w.path.match("*-open-data.*")).read_text())
    for held, kind in zip(told["lists"], ("anti-social-behaviour", "shoplifting"), strict=True):
        found = find(
            workspace, f"towns:{town}", types, held["train"], held["score"], seed=held["seed"]
        )
        assert held["frozen_hash"] == found.frozen_hash
        assert held["incidents"] == found.totals[kind]
        spots = [
            f["properties"]
            for f in told["features"]
            if f["properties"]["kind"] == "hot spot" and f["properties"]["type"] == kind
        ]
        assert [(s["rank"], s["id"], s["incidents"]) for s in spots] == [
            (s.rank, s.id, s.counts[kind]) for s in found.hotspots
        ]


def test_the_list_is_written_as_find_writes_it(
    workspace: Workspace, town: str, tmp_path: Path
) -> None:
    """The frozen list beside the brief has the bytes of find's, and plan reads it."""
    written = write_briefs(workspace, [f"towns:{town}"], tmp_path / "brief")
    listed = next(w.path for w in written if w.path.match("*-hot-spots.geojson"))
    about = read_frozen(listed).about
    find(
        workspace, f"towns:{town}", about["types"], about["train"], seed=about["seed"],
        out=tmp_path / "list.geojson",
    )  # fmt: skip
    assert listed.read_bytes() == (tmp_path / "list.geojson").read_bytes()
    assert [spot.counts for spot in hot_spots(listed)] == [
        spot.counts for spot in read_frozen(listed).spots
    ]


def test_plan_reads_the_open_data_too(workspace: Workspace, town: str, tmp_path: Path) -> None:
    """Each place is in the open data once a type; put together, they are the places of the list."""
    written = write_briefs(workspace, [f"towns:{town}"], tmp_path)
    paths = {w.path.name.rsplit("-", 2)[-2]: w.path for w in written if w.path.match("*.geojson")}
    together = one_place_each(hot_spots(paths["open"]))
    spots = read_frozen(paths["hot"]).spots
    assert [(e.id, e.counts) for e in together.entries] == [(s.id, s.counts) for s in spots]


def test_same_bytes(workspace: Workspace, town: str, tmp_path: Path) -> None:
    """Written twice, every file has the same bytes."""
    once, again = (
        write_briefs(workspace, [f"towns:{town}"], tmp_path / name) for name in ("once", "again")
    )
    assert [(w.path.name, w.sha256) for w in once] == [(w.path.name, w.sha256) for w in again]


def test_areas_of_one_name_do_not_overwrite_each_other(
    workspace: Workspace, town: str, tmp_path: Path
) -> None:
    """Two areas of one label give files with the layer in their names; one asked twice is once."""
    labels = [f"towns:{town}", f"towns-of-1974:{town}", f"towns:{town}"]
    written = write_briefs(workspace, labels, tmp_path, types=["asb"])
    assert len({w.path for w in written}) == len(written) == 16
    assert all(w.path.name.startswith("town") for w in written)


def test_month_only_data_name_no_hour(workspace: Workspace, town: str, tmp_path: Path) -> None:
    """Without timed incidents the page says that it cannot name an hour and what to ask for."""
    written = write_briefs(workspace, [f"towns:{town}"], tmp_path, types=["asb"])
    page = written[0].path.read_text("utf-8")
    assert "no hour or day can be named" in page


def test_timed_incidents_give_the_hours(
    workspace: Workspace, county: Path, town: str, tmp_path: Path
) -> None:
    """With a timed extract gathered the page names the hours, with their interval."""
    copied = tmp_path / "workspace"
    shutil.copytree(workspace.path, copied)
    timed = Workspace.open(copied)
    gather_incidents(timed, county / "incidents.csv", county / "incidents-mapping.toml")
    written = write_briefs(timed, [f"towns:{town}"], tmp_path / "out", types=["asb"])
    page = written[0].path.read_text("utf-8")
    assert "fall between" in page
    assert "95% interval" in page
    assert "no hour or day can be named" not in page


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--area", "Nowhere"), 11),
        (("--area", "TOWN", "--type", "jaywalking"), 2),
        (("--area", "TOWN", "--score", "2025-10:2025-12"), 2),
        (("--area", "TOWN", "--train", "2031-01:2031-02"), 11),
        (("--area", "TOWN", "--unit", "square", "--size", "100"), 12),
    ],
)
def test_what_cannot_be_done_writes_nothing(
    workspace: Workspace, town: str, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    """Mistakes leave with their own code and write no file."""
    said = [f"towns:{town}" if word == "TOWN" else word for word in words]
    out = tmp_path / "out"
    assert run(["brief", "--workspace", str(workspace.path), "--out", str(out), *said]) == code
    assert not out.exists()


SEVEN = (
    "Ashby-de-la-Zouch BUA", "Coalville BUASD", "Hinckley BUA", "Loughborough BUA",
    "Market Harborough BUA", "Melton Mowbray BUA", "Oakham BUA",
)  # fmt: skip


@pytest.mark.real
@pytest.mark.browser
def test_seven_real_towns(real_data: Path, tmp_path: Path) -> None:
    """Seven real towns: one page each, pages that axe finds nothing on and that fetch nothing."""
    made = Workspace.create(tmp_path / "workspace", "Seven towns")
    months = sorted((real_data / "police_uk_street" / "leicestershire").glob("2025-*"))
    gather_police_uk(made, months, [])
    path = real_data / "boundaries" / "towns" / "derived_seven_llr_towns.geojson"
    gather_areas(made, [path], "AREANM", id_field="AREACD", layer="towns", licence="OGL v3.0")
    written = write_briefs(made, SEVEN, tmp_path / "out")
    assert len(written) == 56
    for item in written:
        if item.path.name.endswith("brief.pdf"):
            with pikepdf.open(item.path) as opened:
                assert len(opened.pages) == 1
    with chromium() as browser:
        asked: list[str] = []
        for item in (w for w in written if w.path.name.startswith("ash") and "html" in w.path.name):
            for width in (320, 1200):
                page = window(browser, viewport={"width": width, "height": 800}).new_page()
                page.on("request", lambda request: asked.append(request.url))
                page.goto(item.path.as_uri())
                found = Axe().run(page).response["violations"]
                assert [(p["id"], p["nodes"][0]["html"][:200]) for p in found] == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.close()
    assert {url.split(":")[0] for url in asked} == {"file"}
