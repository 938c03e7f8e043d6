"""Stepped starts from design to result, by hot spot and by town, with a truth that is known."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from beatwise.cli.main import run
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.journeys.simulate import simulate
from beatwise.simulation import CountySpec


FALL = 0.6


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Four towns, twenty-four months, and hot spots without roles."""
    folder = tmp_path_factory.mktemp("stepped")
    simulate(folder / "county", CountySpec(towns=4, months=24, volume=2.0, drift=0.05), 3)
    files = folder / "county"
    spots = json.loads((files / "areas/hot-spots.geojson").read_text())
    for feature in spots["features"]:
        del feature["properties"]["role"]
    (folder / "spots.geojson").write_text(json.dumps(spots))
    gather(folder, files / "police-uk", folder / "before")
    return folder


def gather(folder: Path, months: Path, workspace: Path) -> None:
    ws = ["--workspace", str(workspace)]
    assert run(["init", str(workspace), "--name", "Millshire"]) == 0
    assert run(["gather", "police-uk", str(months), *ws]) == 0
    towns = [str(folder / "county/areas/towns.geojson"), "--label", "name", "--id", "id"]
    assert run(["gather", "areas", *towns, "--layer", "towns", *ws]) == 0


def designed(county: Path, out: Path, *more: str) -> int:
    return run(
        ["design", "--hotspots", str(county / "spots.geojson"), "--start", "2025-01", "--months",
         "12", "--out", str(out), "--outcome", "shoplifting", "--outcome", "asb", "--kind",
         "stepped", "--workspace", str(county / "before"), *more]
    )  # fmt: skip


def take_out(county: Path, plan: Path, out: Path) -> None:
    """Leave two in five of the incidents of each area from its own start on."""
    read = from_json(tomllib.loads((plan / "protocol.toml").read_text()), "plan")
    rng, grid = np.random.default_rng(2), Transformer.from_crs(4326, 27700, always_xy=True)
    for file in sorted((county / "county/police-uk").rglob("*.csv")):
        rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
        x, y = grid.transform(
            *([float(r[c] or 0) for r in rows] for c in ("Longitude", "Latitude"))
        )
        gone = np.zeros(len(rows), dtype=bool)
        for area in read.areas:
            if area.start and str(area.start) <= file.parent.name:
                inside = shapely.contains_xy(area.geometry, x, y)
                gone |= inside & (rng.random(len(rows)) < FALL)
        there = out / file.parent.name / file.name
        there.parent.mkdir(parents=True)
        with there.open("w", encoding="utf-8", newline="") as made:
            table = csv.DictWriter(made, rows[0].keys())
            table.writeheader()
            table.writerows(r for r, g in zip(rows, gone, strict=True) if not g)


def test_starts_are_drawn_locked_judged_and_judged_again(county, tmp_path, capsys) -> None:
    """Sixteen hot spots in four steps: the fall is inside the interval, the words are its own."""
    plan, out = tmp_path / "plan", tmp_path / "out"
    assert designed(county, plan, "--steps", "4", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert {row["comparison"] for row in said["power"]["table"]} == {0}
    low, high = said["power"]["monte_carlo_interval"]
    assert low <= said["power"]["at_smallest_effect"] <= high
    assert said["power"]["replications"] == 1000
    read = from_json(tomllib.loads((plan / "protocol.toml").read_text()), "plan")
    starts = sorted({str(area.start) for area in read.areas})
    assert starts == ["2025-01", "2025-03", "2025-05", "2025-08"]
    assert "start months" in read.mapping["decision"]["inference"]
    page = (plan / "design.html").read_text()
    assert "The steps, and who is still waiting" in page
    assert "comes at once and stays" in page

    assert run(["lock", str(plan), "--by", "evaluator"]) == 0
    take_out(county, plan, tmp_path / "months")
    gather(county, tmp_path / "months", tmp_path / "after")
    ws = ["--workspace", str(tmp_path / "after")]
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 0
    found = json.loads((out / "result.json").read_text())
    inside = found["primary"]["inside"]
    assert inside["interval_from"] == "jackknife"
    assert inside["interval"][0] < -100 * FALL < inside["interval"][1]
    assert inside["p_value"] <= 0.05
    counted = np.array(found["made_from"]["areas"]["shoplifting"])
    on = np.array([
        [str(area.start) <= month for month in found["made_from"]["months"]] for area in read.areas
    ])  # fmt: skip
    assert inside["totals"]["treated_after"] == counted[on].sum()
    assert inside["totals"]["treated_before"] == counted[~on].sum()
    prevented = found["primary"]["prevented"]
    assert prevented[0] == pytest.approx(
        counted[on].sum() * (1 / (1 + inside["percent"] / 100) - 1)
    )
    assert found["primary"]["e_test"] is None
    assert "against areas not yet patrolled" in found["sentence"]
    assert [part["name"] for part in found["quarters"]][3:5] == ["quarter -1", "quarter +1"]
    assert found["places"][-1]["percent"] is None  # nobody is waiting by then
    page = (out / "result.html").read_text()
    assert "comparison areas" not in page.split("What this cannot say")[0].replace(
        "Patrolled and comparison areas", ""
    )
    assert "comes at once and stays" in page
    assert run(["evaluate", str(plan), "--out", str(out), "--again"]) == 0


def test_at_a_look_some_have_not_started(county, tmp_path) -> None:
    """Half way the last step is the comparison; so early a look that no p reaches it is said so."""
    plan = tmp_path / "plan"
    assert designed(county, plan, "--look", "2025-06", "--look", "2025-02") == 0
    ws = ["--workspace", str(county / "before")]
    for look, name, tested in (("2025-06", "jackknife", True), ("2025-02", "relabelling", False)):
        out = tmp_path / look
        assert run(["evaluate", str(plan), "--out", str(out), "--look", look, *ws]) == 0
        found = json.loads((out / "result.json").read_text())
        assert found["primary"]["inside"]["interval_from"] == name
        assert (found["primary"]["inside"]["p_value"] is not None) is tested
        assert found["alpha"] == pytest.approx(0.00557 if tested else 0, abs=1e-4)
    assert "of them not yet" in (out / "result.html").read_text()


def test_whole_towns_start_by_step(county, tmp_path, capsys) -> None:
    """Four towns in four steps: 24 dealings, so the smallest p is one in 24, and it is said."""
    plan = tmp_path / "plan"
    assert designed(county, plan, "--by-town", "--steps", "4", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["unit"] == "town"
    assert said["smallest_p"] == pytest.approx(1 / 24)
    read = from_json(tomllib.loads((plan / "protocol.toml").read_text()), "plan")
    assert len({(area.unit, area.start) for area in read.areas}) == 4
    ws = ["--workspace", str(county / "before")]
    assert run(["evaluate", str(plan), "--out", str(tmp_path / "out"), *ws]) == 0
    found = json.loads((tmp_path / "out/result.json").read_text())
    assert found["primary"]["inside"]["interval_from"] == "relabelling"
    assert found["primary"]["inside"]["assignments"] == 24


def test_too_few_dealings_are_said_and_the_test_refused(county, tmp_path, capsys) -> None:
    """Four towns in two steps can be dealt six ways: no p below a sixth, and it is said at once."""
    plan = tmp_path / "plan"
    assert designed(county, plan, "--by-town", "--steps", "2") == 0
    told = capsys.readouterr().out
    assert "Too few dealings" in told
    assert "could never find" in told
    ws = ["--workspace", str(county / "before")]
    assert run(["evaluate", str(plan), "--out", str(tmp_path / "out"), *ws]) == 0
    found = json.loads((tmp_path / "out/result.json").read_text())
    assert found["primary"]["inside"]["p_value"] is None
    assert "A permutation test is refused" in found["primary"]["inside"]["refused"]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--steps", "12"], 2, "12 steps do not fit into 12 months"),
        (["--by-town", "--steps", "5"], 10, "4 towns are too few for 5 steps"),
        (["--treat", "all"], 2, "stepped starts take no --treat"),
        (["--controls", "2"], 2, "--controls"),
        (["--start", "2022-06"], 2, "before the data do"),
    ],
)
def test_stepped_designs_that_cannot_be_are_refused(
    county, tmp_path, capsys, more, code, words
) -> None:
    """Each refusal says why, and nothing is written."""
    assert designed(county, tmp_path / "plan", *more) == code
    assert words in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()
