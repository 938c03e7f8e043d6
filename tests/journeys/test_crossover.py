"""A crossover by day from design to result, on the timed extract of an invented county."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from beatwise.cli.main import run
from beatwise.journeys.demo import gathered_county


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Two towns and eighteen months, with a timed extract."""
    folder = tmp_path_factory.mktemp("crossover")
    gathered_county(folder, towns=2, months=18, seed=7)
    return folder


def designed(county: Path, out: Path, *more: str) -> int:
    spots = str(county / "county/areas/hot-spots.geojson")
    return run(
        ["design", "--hotspots", spots, "--start", "2025-07", "--months", "5", "--out", str(out),
         "--outcome", "shoplifting", "--outcome", "anti-social-behaviour", "--kind", "crossover",
         "--source", "millshire-timed", "--workspace", str(county / "workspace"), *more]
    )  # fmt: skip


def test_days_are_drawn_locked_judged_and_judged_again(county, tmp_path, capsys) -> None:
    """The drawn days go from the design to the result, which can be made again to the byte."""
    plan, out = tmp_path / "plan", tmp_path / "out"
    ws = ["--workspace", str(county / "workspace")]
    assert designed(county, plan, "--patrol-days", "3", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert "days.csv" in said["files"]
    assert said["assignment"] == "days"
    assert {area["role"] for area in said["areas"]} == {"treated"}
    assert 0 < said["power"]["at_smallest_effect"] < 1
    rows = list(csv.DictReader((plan / "days.csv").read_text().splitlines()))
    assert len(rows) == len(said["areas"]) * 21 * 7
    assert sum(row["patrolled"] == "yes" for row in rows[:7]) == 3

    assert run(["lock", str(plan), "--by", "evaluator"]) == 0
    capsys.readouterr()
    assert run(["evaluate", str(plan), "--out", str(out), "--json", *ws]) == 0
    result = json.loads(capsys.readouterr().out)
    inside = result["primary"]["inside"]
    assert inside["days"]["patrol"] == 3 * 21 * len(said["areas"])
    assert inside["rate_ratio"] == pytest.approx(1 + inside["percent"] / 100)
    assert result["weeks"] == {"counted": 21, "missing": 0}
    assert result["marks"][0].startswith("Retrospective")
    assert "on patrol days, against other days" in result["sentence"]
    assert not result["power"]["reached"]
    assert result["verdict"] not in ("fell", "rose")
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(made) == {"result.json", "result.html", "result.pdf", "result.ods"}
    assert run(["evaluate", str(plan), "--out", str(out), "--again"]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == made

    assert run(["evaluate", str(plan), "--out", str(out), "--look", "2025-08", *ws]) in (2, 13)
    protocol = plan / "protocol.toml"
    was = protocol.read_text()
    protocol.write_text(was.replace("promised = false", "promised = true"))
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 13  # changed after the lock
    (plan / "protocol.lock.json").unlink()
    capsys.readouterr()
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 12
    assert "promises patrols every day" in capsys.readouterr().err
    protocol.write_text(re.sub(r"seed = \d+", "seed = 2", was))
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 10
    assert "not those of the protocol" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--daily-presence"], 12, "promises patrols every day"),
        (["--source", "data.police.uk"], 12, "dated to the day"),
        (["--source", "nobody"], 11, "no extract called"),
        (["--outcome", "shoplifitng"], 11, "no incident of the type 'shoplifitng'"),
        (["--treat", "all"], 2, "takes no --treat"),
        (["--start", "2024-08"], 11, ""),
        (["--patrol-days", "7"], 2, ""),
    ],
)
def test_crossovers_that_cannot_be_are_refused(county, tmp_path, capsys, more, code, words) -> None:
    """Each refusal says why, and nothing is written."""
    assert designed(county, tmp_path / "plan", *more) == code
    assert words in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_a_crossover_waits_for_its_last_day(county, tmp_path, capsys) -> None:
    """Days after the end of the extract are not known, so there is no result yet."""
    plan = tmp_path / "plan"
    assert designed(county, plan, "--start", "2025-10", "--months", "6") == 0
    ws = ["--workspace", str(county / "workspace")]
    assert run(["evaluate", str(plan), "--out", str(tmp_path / "out"), *ws]) == 13
    assert "is not in the workspace yet; the extract ends on" in capsys.readouterr().err
