"""``beatwise find`` and ``beatwise towns`` on a small made-up county."""

from __future__ import annotations

import doctest
import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from tests.worlds import small_county

from beatwise.cli.main import run
from beatwise.clock import MonthRange
from beatwise.errors import MissingData, Refused, UsageError
from beatwise.hotspots.shortlist.as_json import as_json
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.incidents import gather_incidents
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.gather.streets import gather_streets
from beatwise.journeys.hotspots.find import find
from beatwise.journeys.hotspots.towns import towns
from beatwise.places.projection import to_grid
from beatwise.records.incidents import start_months
from beatwise.records.provenance import Provenance
from beatwise.simulation.write import write
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a small simulated county."""
    folder = write(small_county(), tmp_path_factory.mktemp("county") / "county").folder
    made = Workspace.create(tmp_path_factory.mktemp("find") / "workspace", "Millshire")
    gather_police_uk(made, [folder / "police-uk"], [])
    gather_areas(made, [folder / "areas" / "towns.geojson"], "name", id_field="id", layer="towns")
    gather_streets(made, folder / "streets.geojson")
    gather_incidents(made, folder / "incidents.csv", folder / "incidents-mapping.toml")
    return made


@pytest.fixture(scope="module")
def town(workspace: Workspace) -> str:
    """The town with most incidents."""
    return max(
        (a.label for a in workspace.areas("towns")),
        key=lambda label: sum(find(workspace, label, "asb", months(workspace)[0]).totals.values()),
    )


def months(workspace: Workspace) -> tuple[str, str]:
    """The earlier two thirds of the months, and the rest."""
    there = workspace.months()
    cut = (2 * len(there)) // 3
    return f"{there[0]}:{there[cut - 1]}", f"{there[cut]}:{there[-1]}"


@pytest.fixture(scope="module")
def result(workspace: Workspace, town: str) -> dict[str, Any]:
    """One scored run with two types, as JSON values."""
    train, score = months(workspace)
    return as_json(find(workspace, town, ["asb", "Shoplifting"], train, score))


def test_the_json_has_the_documented_shape(result: dict[str, Any]) -> None:
    """The keys of the reference page come first, in its order."""
    assert list(result)[:11] == [
        "area", "types", "train", "score", "unit", "size_m", "seed", "frozen_hash", "hotspots",
        "accuracy", "ledger",
    ]  # fmt: skip
    assert result["hotspots"]
    for key in ("rank", "id", "geometry", "centroid", "area_m2", "counts", "share", "persistence",
                "p_value", "q_value", "reasons"):  # fmt: skip
        assert key in result["hotspots"][0]
    for key in ("pai", "pei", "pei_star", "rri", "baseline", "interval"):
        assert key in result["accuracy"]
    json.dumps(result, allow_nan=False)


def test_counts_are_what_lies_inside(workspace: Workspace, result: dict[str, Any]) -> None:
    """Counting again in the WGS84 outline gives the printed counts, types apart."""
    train = result["train"].split(":")
    rows = workspace.offences(types=result["types"])
    first, last = (int(t[:4]) * 12 + int(t[5:]) - 1 for t in train)
    rows = rows[rows["month"].between(first, last)]
    for spot in result["hotspots"]:
        ring = np.array(spot["geometry"]["coordinates"][0])
        shape = shapely.Polygon(np.column_stack(to_grid(ring[:, 0], ring[:, 1])))
        inside = rows[shapely.intersects_xy(shape, rows["easting"], rows["northing"])]
        for kind, count in spot["counts"].items():
            assert abs(int((inside["type"] == kind).sum()) - count) <= 0
        assert 200 <= spot["area_m2"] ** 0.5 <= 400.0001


def test_the_same_seed_gives_the_same_bytes(workspace: Workspace, town: str) -> None:
    """Two runs with one seed print the same JSON; the list itself does not hang on the seed."""
    train, _ = months(workspace)
    one, two = (json.dumps(as_json(find(workspace, town, "asb", train))) for _ in range(2))
    assert one == two
    other = as_json(find(workspace, town, "asb", train, seed=7))
    assert [s["id"] for s in other["hotspots"]] == [s["id"] for s in json.loads(one)["hotspots"]]


def test_the_frozen_file_holds_the_list(workspace: Workspace, town: str, tmp_path: Path) -> None:
    """The file written by --out reads back with the hash that was printed."""
    train, _ = months(workspace)
    found = find(workspace, town, "asb", train, out=tmp_path / "list.geojson")
    back = read_frozen(tmp_path / "list.geojson")
    assert back.frozen_hash == found.frozen_hash
    assert [s.geometry.wkb for s in back.spots] == [s.geometry.wkb for s in found.hotspots]
    assert len(back.about["sources"]) == len(found.train.present) + 1


@pytest.mark.parametrize("unit", ["hex", "square", "segment", "polygon"])
def test_every_unit_gives_one_piece_places(workspace: Workspace, town: str, unit: str) -> None:
    """Whatever the unit, hot spots are single polygons that share no ground."""
    train, score = months(workspace)
    layer = "towns" if unit == "polygon" else None
    found = find(workspace, town, "asb", train, score, unit=unit, layer=layer, count=3)
    shapes = [spot.geometry for spot in found.hotspots]
    assert shapes
    assert all(isinstance(s, shapely.Polygon) for s in shapes)
    assert shapely.union_all(shapes).area == pytest.approx(sum(s.area for s in shapes), abs=10)


def test_a_timed_extract_has_exact_places_and_harm(workspace: Workspace, town: str) -> None:
    """From an extract a hot spot may be 150 m across, and harm stands beside the counts."""
    source = str(workspace.incidents()["source"].iloc[0])
    train, score = months(workspace)
    found = find(workspace, town, "shoplifting", train, score, source=source, size_m=170)
    assert found.hotspots
    assert found.force is None
    assert all(150 <= spot.across_m <= 400 for spot in found.hotspots)
    assert any(spot.across_m < 200 for spot in found.hotspots)
    harm = as_json(found)["hotspots"][0]["harm"]
    assert harm["weighed"] <= harm["of"] == found.hotspots[0].counts["shoplifting"]


def test_a_month_that_an_extract_lacks_is_missing(
    workspace: Workspace, town: str, tmp_path: Path
) -> None:
    """A month without a row of any type between others is no month of zeros."""
    train, _ = months(workspace)
    gap = MonthRange.parse(train).first + 2
    rows = workspace.incidents()
    name = str(rows["source"].iloc[0])
    source = Provenance("incidents", "extract.csv", "0" * 64, "2026-01-01T00:00:00", "none", 1, 1)
    holed = Workspace.create(tmp_path / "holed", "Holed")
    with holed.writing() as writing:
        writing.put_areas("towns", workspace.areas("towns"), source)
        writing.put_incidents(name, rows[start_months(rows) != gap.number], source)
    found = find(holed, town, "shoplifting", train, source=name, size_m=170)
    assert found.train.missing == (gap.number,)
    assert any(gap.name in note and "never zero" in note for note in found.notes)


def test_what_cannot_be_answered_is_refused(workspace: Workspace, town: str) -> None:
    """Overlapping months, small cells, unknown towns and months without data each say so."""
    train, _ = months(workspace)
    with pytest.raises(UsageError, match="overlap"):
        find(workspace, town, "asb", train, train)
    with pytest.raises(Refused, match="too small"):
        find(workspace, town, "asb", train, size_m=150)
    assert "an arcade" in find(workspace, town, "asb", train, size_m=150, why="an arcade").notes[0]
    with pytest.raises(MissingData):
        find(workspace, "Nowhere", "asb", train)
    with pytest.raises(MissingData, match="training months"):
        find(workspace, town, "asb", "1999-01:1999-12")


def test_missing_months_are_said_and_never_zero(workspace: Workspace, town: str) -> None:
    """Months asked for that were not gathered are listed, and rates leave them out."""
    there = workspace.months()
    found = find(workspace, town, "asb", f"{there[0] - 2}:{there[3]}")
    assert found.ledger["train"]["missing"] == [str(there[0] - 2), str(there[0] - 1)]
    assert found.ledger["train"]["present"] == 4
    assert any("never zero" in note for note in found.notes)


def test_a_type_that_never_occurs_gives_an_empty_list(workspace: Workspace, town: str) -> None:
    """No incidents, no hot spots, no error: the notes say why."""
    train, score = months(workspace)
    found = find(workspace, town, "possession-of-weapons", train, score, count=3)
    if found.totals["possession-of-weapons"] < 5:
        assert found.hotspots == ()
        assert found.accuracy is None
        assert any("0 of the 3" in note for note in found.notes)


def test_the_command_prints_one_document(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two areas give runs; one gives the document itself; a refusal has its exit code."""
    labels = [a.label for a in workspace.areas("towns")][:2]
    train, _ = months(workspace)
    words = ["find", "--workspace", str(workspace.path), "--type", "asb", "--train", train]
    assert run([*words, "--area", labels[0], "--area", labels[1], "--json"]) == 0
    assert [r["area"] for r in json.loads(capsys.readouterr().out)["runs"]] == labels
    assert run([*words, "--area", labels[0]]) == 0
    assert "What to know" in capsys.readouterr().out
    assert run([*words, "--area", labels[0], "--size", "100", "--json"]) == 12
    assert json.loads(capsys.readouterr().out)["exit_code"] == 12


def test_towns_share_exactly_the_hours(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hours add up under every rule, types stand apart, and those not chosen have a reason."""
    between = towns(workspace, ["asb", "shoplifting"], 40, layer="towns")
    assert sum(town.hours for town in between.towns) == 40
    for shared in between.sensitivity:
        assert sum(shared.hours) == 40
    assert all(set(t.by_type) == {"anti-social-behaviour", "shoplifting"} for t in between.towns)
    assert all(t.gets_hours or "not chosen" in t.reason for t in between.towns)
    words = ["towns", "--workspace", str(workspace.path), "--type", "asb", "--hours", "40"]
    assert run(words) == 0
    assert "Considered and not chosen" in capsys.readouterr().out
    assert run([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sum(t["hours"] for t in told["towns"]) == 40


@pytest.mark.parametrize(
    "module", ["journeys.hotspots.find", "journeys.hotspots.towns", "store.frozen_lists"]
)
def test_the_docstrings_run(module: str) -> None:
    """The examples of the front door's verbs are true."""
    outcome = doctest.testmod(importlib.import_module(f"beatwise.{module}"))
    assert outcome.attempted >= 2
    assert outcome.failed == 0
