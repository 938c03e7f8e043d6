"""A type asked for that the force's files lack is no data in every output, never a zero."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.sources.street_files import row, write

from beatwise.cli.main import run
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.planning.inputs import hot_spots
from beatwise.planning.beats.beats import no_data_notes, risks
from beatwise.store.workspace import Workspace


SENTENCE = "hold no shoplifting record in any month gathered"
KINDS = ("--type", "asb", "--type", "shoplifting")


def _square(name: str, east: float) -> dict:
    west, south = -1.2220 + east, 52.6160
    ring = [[west, south], [west + 0.02, south], [west + 0.02, south + 0.012],
            [west, south + 0.012], [west, south]]  # fmt: skip
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _month(month: str, force: str, east: float, kinds: tuple[str, ...]) -> list[str]:
    rows, name = [], f"{'Leicestershire' if force == 'a' else 'Cheshire'} Police"
    for one in range(30):
        kind = kinds[one % len(kinds)]
        crime_id = "" if kind == "Anti-social behaviour" else f"{force}-{month}-{one}"
        lon, lat = -1.2179 + east + 0.0012 * (one % 3), 52.6178 + 0.0012 * (one % 2)
        place = {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}
        rows.append(row(crime_id, month=month, kind=kind, force=name, **place))
    return rows


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Two towns of two forces over a year; the files of the first have no shoplifting."""
    folder = tmp_path_factory.mktemp("types")
    asb, theft = "Anti-social behaviour", "Shoplifting"
    for month in (f"2024-{number:02d}" for number in range(1, 13)):
        write(folder / "in", _month(month, "a", 0, (asb,)), month, force="leicestershire")
        write(folder / "in", _month(month, "b", 0.5, (asb, theft)), month, force="cheshire")
    towns = folder / "towns.geojson"
    squares = [_square("Lackby", 0), _square("Wholeton", 0.5)]
    towns.write_text(json.dumps({"type": "FeatureCollection", "features": squares}))
    workspace = Workspace.create(folder / "ws", "Two forces")
    gather_police_uk(workspace, [folder / "in"])
    gather_areas(workspace, [towns], "name", layer="towns")
    return workspace.path


def printed(capsys, *words: str, code: int = 0) -> str:
    assert run(list(words)) == code
    return capsys.readouterr().out


def test_find_says_no_data(county, capsys):
    """The screen says so beside the other type's count, and the sentence stands once."""
    find = ("find", "--area", "Lackby", *KINDS, "--train", "2024-01:2024-12")
    screen = printed(capsys, *find, "--workspace", str(county))
    flat = " ".join(screen.split())
    assert "360 anti-social behaviour incidents in the area; shoplifting records: no data." in flat
    assert flat.count(SENTENCE) == 1
    assert "0 shoplifting" not in flat
    assert "No shoplifting" not in flat


def test_find_prints_null(county, capsys):
    """In JSON every figure of the type is null, and its name stands under ``no_data``."""
    find = ("find", "--area", "Lackby", *KINDS, "--train", "2024-01:2024-09", "--json")
    found = json.loads(
        printed(capsys, *find, "--score", "2024-10:2024-12", "--workspace", str(county))
    )
    assert found["types"] == ["anti-social-behaviour", "shoplifting"]
    assert found["no_data"] == ["shoplifting"]
    assert found["totals"] == {"anti-social-behaviour": 270, "shoplifting": None}
    assert found["hotspots"]
    for spot in found["hotspots"]:
        for figures in ("counts", "shares", "scored_counts", "trend", "top_point_share"):
            assert spot[figures]["shoplifting"] is None
        assert all(point["counts"]["shoplifting"] is None for point in spot["map_points"])
    assert sum(SENTENCE in note for note in found["notes"]) == 1


def test_towns_share_hours_by_what_all_have(county, capsys):
    """Neither town is weighed by a type that one of them has no data of, and both tables say so."""
    towns = ("towns", *KINDS, "--hours", "40", "--workspace", str(county))
    between = json.loads(printed(capsys, *towns, "--json"))
    by_town = {town["area"]: town["by_type"] for town in between["towns"]}
    assert by_town["Lackby"]["shoplifting"] is None
    assert by_town["Wholeton"]["shoplifting"]["count"] == 180
    notes = " ".join(between["notes"])
    assert notes.count(SENTENCE) == 1
    assert "Hours are shared by anti-social behaviour incidents alone" in notes
    assert not any("shoplifting" in shared["rule"] for shared in between["sensitivity"])
    alone = json.loads(
        printed(
            capsys, "towns", "--type", "asb", "--hours", "40", "--workspace", str(county), "--json"
        )
    )
    assert [t["hours"] for t in between["towns"]] == [t["hours"] for t in alone["towns"]]
    screen = printed(capsys, *towns)
    at_a_glance = next(line for line in screen.splitlines() if line.startswith("Lackby"))
    assert at_a_glance.split()[-3:] == ["no", "data", "1"]


def test_towns_without_a_common_type_are_refused(county, capsys):
    """A town whose force's files lack the only type asked for is no town with none."""
    words = ("towns", "--type", "shoplifting", "--hours", "40", "--workspace", str(county))
    assert run(list(words)) == 11
    assert SENTENCE in capsys.readouterr().err


def test_the_brief_says_no_data_once(county, tmp_path, capsys):
    """Page, map, report and open data hold the sentence once and no count of the type."""
    printed(capsys, "brief", "--area", "Lackby", "--out", str(tmp_path), "--workspace", str(county))
    for name in ("brief", "map", "report"):
        page = (tmp_path / f"lackby-{name}.html").read_text()
        assert page.count(SENTENCE) == 1, name
        assert "No shoplifting" not in page
    lists = json.loads((tmp_path / "lackby-open-data.geojson").read_text())["lists"]
    assert [one["incidents"] for one in lists if one["type"] == "shoplifting"] == [None]
    frozen = json.loads((tmp_path / "lackby-hot-spots.geojson").read_text())
    assert frozen["beatwise"]["no_data"] == ["shoplifting"]
    assert all("shoplifting" not in spot["properties"]["counts"] for spot in frozen["features"])


def test_a_plan_weighs_nothing_by_it(county, tmp_path, capsys):
    """Hot spots of both towns are weighed by the type that both have, and the plan says so."""
    lists = []
    for area in ("Lackby", "Wholeton"):
        file = tmp_path / f"{area}.geojson"
        find = ("find", "--area", area, *KINDS, "--train", "2024-01:2024-12", "--out", str(file))
        printed(capsys, *find, "--workspace", str(county))
        lists.append(file)
    entries = [spot for file in lists for spot in hot_spots(file)]
    counts = [spot.counts["anti-social-behaviour"] for spot in entries]
    assert risks(entries) == pytest.approx([count / sum(counts) for count in counts])
    [note] = no_data_notes(entries)
    assert note.startswith("No data of shoplifting in Lackby.geojson: it is missing, not zero")
