"""A crossover whose truth is known: incidents of drawn days are taken out, then judged."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
import shapely

from beatwise.cli.main import run
from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.journeys.demo import gathered_county
from beatwise.journeys.evaluation.delivered_hours import delivered_days


PAGE = Path(__file__).parents[2] / "docs/reference/evaluation-json.md"
FALL, KEPT, STRAYED = 0.5, 0.85, 0.05
COST = '[[cost]]\noutcome = "shoplifting"\npounds = 700\nprice_year = 2016\nsource = "invented"\n'


def take_out(county: Path, plan: Path, visits: Path) -> None:
    """Half the incidents of patrolled area-days go; 85 % of drawn days are kept, 5 % stray."""
    rng = np.random.default_rng(6)
    read = from_json(tomllib.loads((plan / "protocol.toml").read_text()), "plan")
    assert isinstance(read.design, Crossover)
    days = read.design.days
    drawn = days.matrix(len(read.areas))
    came = np.where(drawn, rng.random(drawn.shape) < KEPT, rng.random(drawn.shape) < STRAYED)
    rows = list(csv.DictReader((county / "incidents.csv").read_text("utf-8").splitlines()))
    kept = []
    for row in rows:
        try:
            when = dt.datetime.strptime(row["Earliest"], "%d/%m/%Y %H:%M").date()
            place = shapely.Point(float(row["Easting"]), float(row["Northing"]))
        except ValueError:
            kept.append(row)
            continue
        day = (when - days.first).days
        inside = 0 <= day < drawn.shape[1] and any(
            came[i, day] and area.geometry.contains(place) for i, area in enumerate(read.areas)
        )
        if not (inside and rng.random() < FALL):
            kept.append(row)
    with (county / "incidents.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, rows[0].keys())
        table.writeheader()
        table.writerows(kept)
    lines = ["hot_spot,start,minutes,grade"]
    for i, day in np.argwhere(came).tolist():
        date = days.first + dt.timedelta(days=day)
        lines.append(f"{read.areas[i].id},{date}T17:00:00Z,15,{'AB'[day % 2]}")
    visits.write_text("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> Path:
    """A county of four towns, a locked crossover with a look, and the truth in its incidents."""
    folder = tmp_path_factory.mktemp("truth")
    gathered_county(folder, towns=4, months=18, seed=11)
    county, plan = folder / "county", folder / "plan"
    spots = json.loads((county / "areas/hot-spots.geojson").read_text())
    for feature in spots["features"]:
        del feature["properties"]["role"]
    (folder / "spots.geojson").write_text(json.dumps(spots))
    (folder / "costs.toml").write_text(COST)
    ws = ["--workspace", str(folder / "workspace")]
    assert run(
        ["design", "--hotspots", str(folder / "spots.geojson"), "--start", "2025-01", "--months",
         "12", "--out", str(plan), "--outcome", "shoplifting", "--outcome", "asb", "--kind",
         "crossover", "--source", "millshire-timed", "--look", "2025-06", "--cost", "20000",
         "--patrol-days", "3", *ws]
    ) == 0  # fmt: skip
    assert run(["lock", str(plan), "--by", "evaluator"]) == 0
    take_out(county, plan, folder / "visits.csv")
    mapping = str(county / "incidents-mapping.toml")
    assert (
        run(["gather", "incidents", str(county / "incidents.csv"), "--mapping", mapping, *ws]) == 0
    )
    return folder


def evaluated(folder: Path, out: Path, *more: str) -> dict:
    ws = ["--workspace", str(folder / "workspace")]
    assert run(["evaluate", str(folder / "plan"), "--out", str(out), *ws, *more]) == 0
    return json.loads((out / "result.json").read_text())


def test_a_fall_on_patrol_days_is_found_with_what_was_delivered_and_worth(judged, tmp_path) -> None:
    """The days as drawn decide; delivery scales, value follows, the day after shows nothing."""
    found = evaluated(judged, tmp_path, "--visits", str(judged / "visits.csv"),
                      "--unit-costs", str(judged / "costs.toml"))  # fmt: skip
    assert found["marks"][0].startswith("Retrospective")  # the extract held 2025 at the design
    truth = 100 * ((1 - FALL * KEPT) / (1 - FALL * STRAYED) - 1)
    inside, delivered = found["primary"]["inside"], found["delivery"]
    assert inside["interval"][0] < truth < inside["interval"][1]
    assert found["verdict"] == "fell"
    assert delivered["drawn_days"]["share"] == pytest.approx(KEPT, abs=0.03)
    assert delivered["other_days"]["share"] == pytest.approx(STRAYED, abs=0.02)
    assert set(delivered["hours"]) == {"A", "B"}
    assert delivered["percent_on_a_day_patrolled"] < inside["percent"]
    assert delivered["interval"][0] < -100 * FALL < delivered["interval"][1]
    assert found["next_day"]["p_value"] > 0.01
    net = found["primary"]["prevented_net"]
    assert net[1] < net[0] < net[2]
    assert found["value"]["worth_pounds"][0] == pytest.approx(700 * net[0])
    assert found["power"]["from_months_before"] == pytest.approx(
        found["power"]["at_smallest_effect"], abs=0.03
    )
    page = (tmp_path / "result.html").read_text()
    for words in ("Were the drawn days kept?", "Did it move, or only wait?", "What was it worth?",
                  "NOT VERIFIED", "month by month"):  # fmt: skip
        assert words in page
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again = ["evaluate", str(judged / "plan"), "--out", str(tmp_path), "--again"]
    assert run(again) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == made


def keys_of(said: object) -> set[str]:
    """Every key of a document, at any depth."""
    if isinstance(said, dict):
        return set(said) | set().union(*map(keys_of, said.values()), set())
    return set().union(*map(keys_of, said), set()) if isinstance(said, list) else set()


def test_every_key_of_the_documents_is_on_the_reference_page(judged, tmp_path) -> None:
    """The design's top keys and all keys of its power and days; the result's at any depth."""
    known = set(re.findall(r"`([a-z_]+)`", PAGE.read_text("utf-8")))
    design = json.loads((judged / "plan/design.json").read_text())
    assert {"out", "files", *design} <= known
    assert set(design["power"]) <= known
    found = evaluated(judged, tmp_path, "--visits", str(judged / "visits.csv"))
    told = {k: v for k, v in found.items() if k not in ("made_from", "format")}
    apart = {"undated", "strength", "value", "power", "delivery"}  # their own keys are words
    counts = {"counted", "patrol", "other", "count", "missing"}
    assert keys_of({k: v for k, v in told.items() if k not in apart}) - counts <= known
    assert set(told["delivery"]) <= known


def test_a_planned_look_spends_its_part_of_the_level(judged, tmp_path, capsys) -> None:
    """Half way: whole weeks up to the look, at little of the level; another look is refused."""
    found = evaluated(judged, tmp_path, "--look", "2025-06")
    assert found["weeks"]["counted"] == 25
    assert found["alpha"] == pytest.approx(0.00557, abs=1e-4)
    assert found["value"]["prevented"] is None or found["verdict"] == "fell"
    assert "look after June 2025" in (tmp_path / "result.html").read_text()
    whole = evaluated(judged, tmp_path / "end")
    assert whole["alpha"] == pytest.approx(0.05 - found["alpha"])
    capsys.readouterr()
    ws = ["--workspace", str(judged / "workspace")]
    plan = str(judged / "plan")
    assert run(["evaluate", plan, "--out", str(tmp_path), "--look", "2025-05", *ws]) == 13
    assert "plans no look after 2025-05" in capsys.readouterr().err


def test_visits_that_say_nothing_of_these_days_are_refused(judged, tmp_path) -> None:
    """Other places or years are missing data, not undelivered patrols; bad rows are named."""
    first = dt.date(2025, 1, 1).toordinal()
    for text, error, words in (
        ("elsewhere,2025-03-01T17:00:00Z,15,A", MissingData, "no visit is to an area"),
        ("here,2024-03-01T17:00:00Z,15,A", MissingData, "no visit is to an area"),
        ("here,2025-03-01T17:00:00Z,-15,A", BadInput, "minutes below 0"),
        ("here,yesterday,15,A", BadInput, "no start"),
    ):
        file = tmp_path / "visits.csv"
        file.write_text(f"hot_spot,start,minutes,grade\n{text}\n")
        with pytest.raises(error, match=words):
            delivered_days(file, ["here"], first, 28)


def test_minutes_fall_on_the_day_the_visit_starts_in_london(tmp_path) -> None:
    """23:30 UTC in summer is the next day; grades are kept apart, minutes added."""
    file = tmp_path / "visits.csv"
    file.write_text(
        "hot_spot,start,minutes,grade\nhere,2025-07-01T23:30:00Z,10,a\n"
        "here,2025-07-02T12:00:00Z,5,A\nthere,2025-07-03T12:00:00Z,7,C\n"
    )
    found = delivered_days(file, ["there", "here"], dt.date(2025, 7, 1).toordinal(), 7)
    assert found["A"][1].tolist() == [0, 15, 0, 0, 0, 0, 0]
    assert found["C"][0].tolist() == [0, 0, 7, 0, 0, 0, 0]
