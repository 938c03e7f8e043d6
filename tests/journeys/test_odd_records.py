"""Odd months, lost places and months left out: said wherever something rests on them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.unit.sources.street_files import row, write

from beatwise.accountability.tables.computed import OFFENCES, Query
from beatwise.cli.main import run
from beatwise.clock import Month
from beatwise.journeys.compute_measures import compute
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.store.workspace import Workspace


SQUARE = [[-1.23, 52.61], [-1.20, 52.61], [-1.20, 52.63], [-1.23, 52.63], [-1.23, 52.61]]


def _month(month: str, number: int, lost: int, at: np.random.Generator) -> list[str]:
    rows = []
    for one in range(number):
        place = {"lon": "", "lat": "", "location": "No location", "lsoa": ""}
        if one >= lost:
            east, north = at.integers(0, 6, 2) * 0.0012
            place = {"lon": f"{-1.2179 + east:.6f}", "lat": f"{52.6178 + north:.6f}"}
        rows.append(row(f"{month}-{one}", month=month, kind="Shoplifting", **place))
    return rows


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """One town: 120 shoplifting records a month, 60 in June, half without a place from October."""
    folder = tmp_path_factory.mktemp("odd")
    random = np.random.default_rng(7)
    for month in range(1, 13):
        name = f"2024-{month:02d}"
        number = 60 if month == 6 else 117 + month
        write(folder / "in", _month(name, number, number // 2 if month > 9 else 0, random), name)
    towns = folder / "towns.geojson"
    feature = {
        "type": "Feature",
        "properties": {"name": "Oddby"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    towns.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    workspace = Workspace.create(folder / "ws", "Odd")
    gather_police_uk(workspace, [folder / "in"])
    gather_areas(workspace, [towns], "name", layer="towns")
    return workspace.path


def printed(capsys, *words: str) -> dict:
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_ledger_lists_what_is_out_of_line(county, capsys):
    """June for its count, October to December for their places."""
    odd = printed(capsys, "ledger", "--workspace", str(county))["odd_months"]
    found = {(one["month"], one["sign"]) for one in odd if one["type"] == "shoplifting"}
    places = {(f"2024-{month}", "place") for month in (10, 11, 12)}
    assert found == {("2024-06", "count")} | places


FIND = ("find", "--area", "Oddby", "--type", "shoplifting", "--train", "2024-01:2024-12")


def test_find_says_what_the_list_rests_on(county, capsys):
    """The odd month, the lost places, and that no trend is given for them."""
    found = printed(capsys, *FIND, "--workspace", str(county))
    notes = " ".join(found["notes"])
    assert "June 2024: 60 shoplifting records" in notes
    assert "October 2024 63 of 127" in notes
    assert "No trend of shoplifting records is given" in notes
    assert all(spot["trend"]["shoplifting"] is None for spot in found["hotspots"])


def test_towns_refuses_a_trend_that_lost_places_make(county, capsys):
    """No figure stands where half of the records lost their place; the note says why."""
    between = printed(
        capsys, "towns", "--type", "shoplifting", "--hours", "20", "--workspace", str(county)
    )
    [town] = between["towns"]
    assert town["by_type"]["shoplifting"]["trend"] is None
    assert town["by_type"]["shoplifting"]["trend_refused"] is True
    assert any("No trend" in note for note in between["notes"])


def test_months_left_out_are_said_in_list_file_and_pages(county, capsys, tmp_path):
    """``--without`` takes them out of every count, and each document says so."""
    without = [
        word for month in ("06", "10", "11", "12") for word in ("--without", f"2024-{month}")
    ]
    frozen = tmp_path / "list.geojson"
    place = ("--workspace", str(county))
    found = printed(capsys, *FIND, *without, *place, "--out", str(frozen))
    assert found["totals"]["shoplifting"] == sum(117 + m for m in (1, 2, 3, 4, 5, 7, 8, 9))
    assert any("Left out on request" in note for note in found["notes"])
    assert not any("Out of line" in note for note in found["notes"])
    about = json.loads(frozen.read_text())["beatwise"]
    assert about["without"] == ["2024-06", "2024-10", "2024-11", "2024-12"]
    briefs = ("brief", "--area", "Oddby", "--type", "shoplifting", "--out", str(tmp_path / "out"))
    printed(capsys, *briefs, *without, *place, "--train", "2024-01:2024-09")
    for page in ("oddby-brief.html", "oddby-report.html"):
        assert "Left out on request" in (tmp_path / "out" / page).read_text()


def test_the_brief_names_the_months_out_of_line(county, capsys, tmp_path):
    """One sentence on the page of a councillor; the report has the figures."""
    words = ("brief", "--area", "Oddby", "--type", "shoplifting", "--out", str(tmp_path))
    printed(capsys, *words, "--train", "2024-01:2024-09", "--workspace", str(county))
    brief, report = ((tmp_path / f"oddby-{name}.html").read_text() for name in ("brief", "report"))
    assert "out of line with the months around: June 2024" in brief
    assert "60 shoplifting records, where about" in report


def test_a_panel_says_the_same(county, capsys, tmp_path):
    """Odd months and months left out are in its summary, and its counts lack the latter."""
    out = str(tmp_path / "panel.csv")
    words = ("panel", "--out", out, "--by", "towns", "--workspace", str(county))
    assert any("June 2024" in note for note in printed(capsys, *words)["records"])
    panel = printed(capsys, *words, "--without", "2024-06")
    assert any("Left out on request" in note for note in panel["records"])
    assert "2024-06" not in panel["months"]


def test_the_frozen_list_says_what_it_rests_on(county, capsys, tmp_path):
    """Whoever reads the file later learns of the odd month and of the lost places."""
    frozen = tmp_path / "list.geojson"
    printed(capsys, *FIND, "--out", str(frozen), "--workspace", str(county))
    [odd, lost] = json.loads(frozen.read_text())["beatwise"]["records"]
    assert "June 2024" in odd
    assert lost.startswith("0.0% to 50.0% of a month's records have no place")


def test_a_measure_keeps_what_is_odd_beside_the_months_value(county):
    """The value of June carries the note, the others none; a month left out has no value."""
    workspace = Workspace.open(county)
    query = Query("shoplifting-in-towns", OFFENCES, ("shoplifting",), "towns")
    [series] = compute(workspace, [query])
    notes = {row["period"]: row["note"] for row in series.rows}
    assert notes["2024-06"].startswith("60 shoplifting records, where about")
    assert notes["2024-05"] == ""
    assert any("June 2024" in note for note in series.records)
    [part] = compute(workspace.without([Month.parse("2024-06")]), [query])
    assert "2024-06" not in part.months


def test_a_month_that_is_not_there_cannot_be_left_out(county, capsys):
    """A slip of the pen is refused, with the way to see the months."""
    assert run([*FIND, "--without", "2019-01", "--workspace", str(county)]) == 2
    assert "beatwise ledger" in capsys.readouterr().err


def test_the_view_without_months_leaves_the_workspace_alone(county):
    """Only what is read through it lacks the months."""
    workspace = Workspace.open(county)
    part = workspace.without([Month.parse("2024-06")])
    assert len(part.months()) == 11
    assert len(workspace.months()) == 12
    assert len(part.offences()) == len(workspace.offences()) - 60
