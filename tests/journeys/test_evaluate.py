"""Design, lock, evaluate and evaluate again, on a county whose truth is known."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from beatwise.cli.main import run
from beatwise.journeys.simulate import simulate
from beatwise.simulation import CountySpec


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Three towns, eighteen months, patrols in the last six; the last two months held back."""
    folder = tmp_path_factory.mktemp("evaluate")
    simulate(folder / "county", CountySpec(towns=3, months=18, effect=40, volume=2.0), 7)
    files = folder / "county"
    assert run(["init", str(folder / "ws"), "--name", "Millshire"]) == 0
    months = sorted((files / "police-uk").iterdir())
    for name in ("2025-11", "2025-12"):
        shutil.move(str(files / "police-uk" / name), str(folder / name))
    assert len(months) == 18
    ws = str(folder / "ws")
    assert run(["gather", "police-uk", str(files / "police-uk"), "--workspace", ws]) == 0
    towns = [str(files / "areas/towns.geojson"), "--label", "name", "--id", "id"]
    assert run(["gather", "areas", *towns, "--layer", "towns", "--workspace", ws]) == 0
    assert run(["gather", "events", str(files / "events.csv"), "--workspace", ws]) == 0
    return folder


def designed(county: Path, out: Path, *more: str) -> int:
    return run(
        ["design", "--hotspots", str(county / "county/areas/hot-spots.geojson"), "--start",
         "2025-07", "--months", "6", "--out", str(out), "--outcome", "shoplifting", "--outcome",
         "asb", "--drawn-within", "town", "--workspace", str(county / "ws"), *more]
    )  # fmt: skip


def test_from_design_to_a_result_that_can_be_made_again(county, tmp_path, capsys) -> None:
    """One programme's whole life, in the order in which it may happen and no other."""
    plan, out = tmp_path / "plan", tmp_path / "out"
    ws = ["--workspace", str(county / "ws")]
    assert designed(county, plan, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said["files"]) == {
        "protocol.toml", "design.json", "design.html", "design.pdf", "design.ods",
    }  # fmt: skip
    assert said["calendar"]["last_data"] == "2025-12"
    assert said["power"]["table"]
    assert sum(area["role"] == "treated" for area in said["areas"]) == 6

    # not locked: exploratory, and too early in any case
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 13
    assert "2025-12, is not in the workspace yet" in capsys.readouterr().err

    assert run(["lock", str(plan), "--by", "evaluator", "--json"]) == 0
    locked = json.loads(capsys.readouterr().out)
    assert len(locked["hash"]) == 64
    assert designed(county, plan) == 13  # a locked protocol is never written over
    assert run(["lock", str(plan), "--by", "evaluator"]) == 0
    assert "Locked already" in capsys.readouterr().out

    for name in ("2025-11", "2025-12"):
        assert run(["gather", "police-uk", str(county / name), *ws]) == 0
    visits = str(county / "county/patrols/visits.csv")
    assert run(
        ["evaluate", str(plan / "protocol.toml"), "--out", str(out), "--visits", visits,
         "--deposited", locked["hash"], "--json", *ws]
    ) == 0  # fmt: skip
    result = json.loads(capsys.readouterr().out.split("\n{", 1)[-1].join(["{", ""]))
    assert result["marks"] == [
        "Retrospective: outcome months were at hand before the protocol was locked."
    ]
    assert result["verdict"] != "fell"  # the design said it was below the floor
    assert not result["power"]["reached"]
    assert result["primary"]["inside"]["interval_from"] == "CR3"
    assert result["dose"]
    assert result["secondary"][0]["adjusted_p"] is not None
    assert result["strength"]["maryland"] == 2
    assert "retrospective draw is level 2 at most" in result["strength"]["reason"]
    spread = result["draw_spread"]
    assert spread["least"] <= spread["low"] < spread["high"] <= spread["most"]

    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(made) == {"result.json", "result.html", "result.pdf", "result.ods"}
    assert b"Retrospective" in made["result.html"]
    assert run(["evaluate", str(plan), "--out", str(out), "--again"]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == made
    (out / "result.html").write_bytes(made["result.html"] + b" ")
    assert run(["evaluate", str(plan), "--out", str(out), "--again"]) == 13

    # changed by hand after the lock: refused with the difference, then a deviation
    protocol = plan / "protocol.toml"
    protocol.write_text(protocol.read_text().replace("alpha = 0.05", "alpha = 0.1"))
    capsys.readouterr()
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 13
    told = capsys.readouterr().err
    assert "-alpha = 0.05" in told
    assert "+alpha = 0.1" in told
    assert run(["lock", str(plan), "--by", "evaluator"]) == 13
    assert run(["lock", str(plan), "--by", "evaluator", "--deviation", "agreed late"]) == 0
    assert run(["evaluate", str(plan), "--out", str(tmp_path / "late"), *ws]) == 0
    page = (tmp_path / "late/result.html").read_text()
    assert "1 deviation from the locked protocol" in page
    assert "agreed late" in page
    deposited = ["--deposited", "0" * 64]
    assert run(["evaluate", str(plan), "--out", str(out), *deposited, *ws]) == 13


def test_without_a_lock_every_page_says_exploratory(county, tmp_path, capsys) -> None:
    """An unlocked protocol is evaluated, marked on each page of the PDF as on the others."""
    import io

    import pikepdf

    plan, out = tmp_path / "plan", tmp_path / "out"
    ws = ["--workspace", str(county / "ws")]
    assert designed(county, plan) == 0
    for name in ("2025-11", "2025-12"):
        assert run(["gather", "police-uk", str(county / name), *ws]) == 0
    assert run(["evaluate", str(plan), "--out", str(out), *ws]) == 0
    assert "Exploratory" in capsys.readouterr().out
    assert "Exploratory" in (out / "result.html").read_text()
    with pikepdf.open(io.BytesIO((out / "result.pdf").read_bytes())) as pdf:
        assert len(pdf.pages) > 3


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--start", "2023-01"], 2, "before the data do"),
        (["--kind", "crossover"], 12, "dated to the day"),
        (["--ring", "5000"], 10, ""),
        (["--exclude", "Nowhere=wardens"], 2, "no town or area 'Nowhere' to exclude"),
        (["--drawn-within", "county"], 2, "cannot be drawn within 'county'"),
        (["--treated-towns", "2"], 2, "needs --by-town"),
        (["--by-town"], 2, "already says which areas are patrolled"),
        (["--before", "2020-01:2020-12"], 11, "have data"),
    ],
)
def test_designs_that_cannot_be_are_refused(county, tmp_path, capsys, more, code, words) -> None:
    """Too early, not dated to the day, rings that swallow the county, no data: each says why."""
    assert designed(county, tmp_path / "plan", *more) == code
    assert words in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_towns_are_assigned_whole(county, tmp_path, capsys) -> None:
    """1 of 3 towns: the unit is the town, the smallest p is 1/3, and a test is refused."""
    drawn = tmp_path / "spots.geojson"
    spots = json.loads((county / "county/areas/hot-spots.geojson").read_text())
    for feature in spots["features"]:
        del feature["properties"]["role"]
    drawn.write_text(json.dumps(spots))
    assert run(
        ["design", "--hotspots", str(drawn), "--start", "2025-07", "--months", "4", "--by-town",
         "--out", str(tmp_path / "plan"), "--json", "--workspace", str(county / "ws")]
    ) == 0  # fmt: skip
    said = json.loads(capsys.readouterr().out)
    assert said["unit"] == "town"
    assert said["smallest_p"] == pytest.approx(1 / 3)
    assert said["permutation_refused"]
    assert not said["can_answer"]
    ws = ["--workspace", str(county / "ws")]
    assert (
        run(["evaluate", str(tmp_path / "plan"), "--out", str(tmp_path / "r"), "--json", *ws]) == 0
    )
    result = json.loads(capsys.readouterr().out)
    assert result["primary"]["inside"]["p_value"] is None
    assert "refused" in result["primary"]["inside"]["refused"]
    assert result["verdict"] == "cannot tell"


def test_pairs_are_drawn_and_comparisons_found_by_rule(county, tmp_path, capsys) -> None:
    """Without roles pairs are drawn by seed; with the choice made squares are matched by rule."""
    spots = json.loads((county / "county/areas/hot-spots.geojson").read_text())
    for feature in spots["features"]:
        del feature["properties"]["role"]
    (tmp_path / "spots.geojson").write_text(json.dumps(spots))
    base = ["design", "--hotspots", str(tmp_path / "spots.geojson"), "--start", "2025-07",
            "--months", "4", "--json", "--workspace", str(county / "ws")]  # fmt: skip
    assert run([*base, "--seed", "5", "--out", str(tmp_path / "pairs")]) == 0
    pairs = json.loads(capsys.readouterr().out)
    assert pairs["assignment"] == "matched pairs"
    blocks = [area["block"] for area in pairs["areas"]]
    assert all(blocks.count(block) == 2 for block in blocks)
    for seed in ("6", "7"):  # the outcome is at hand: no seed is there to be chosen
        assert run([*base, "--seed", seed, "--out", str(tmp_path / seed)]) == 0
        other = json.loads(capsys.readouterr().out)
        assert (other["areas"], other["seed"]) == (pairs["areas"], pairs["seed"])
        assert "The seed asked for was not used" in " ".join(other["warnings"])
    assert run([*base, "--treat", "all", "--controls", "2", "--out", str(tmp_path / "rule")]) == 0
    rule = json.loads(capsys.readouterr().out)
    assert rule["assignment"] == "chosen"
    treated = sum(area["role"] == "treated" for area in rule["areas"])
    assert len(rule["areas"]) == 3 * treated
    step = [*base, "--kind", "stepped", "--steps", "2", "--out", str(tmp_path / "step")]
    assert run(step) == 0
    assert json.loads(capsys.readouterr().out)["areas"]
    ws = ["--workspace", str(county / "ws")]
    assert run(["evaluate", str(tmp_path / "step"), "--out", str(tmp_path / "sr"), *ws]) == 0
    assert (
        run(["evaluate", str(tmp_path / "rule"), "--out", str(tmp_path / "rr"), "--json", *ws]) == 0
    )
    said = json.loads(capsys.readouterr().out.split("\n{", 1)[-1].join(["{", ""]))
    assert said["inference"] == "placebo rank"


def test_a_month_left_out_is_said_in_design_protocol_and_result(county, tmp_path, capsys) -> None:
    """The design warns, the protocol keeps the warning, and the result marks every page."""
    plan, out = tmp_path / "plan", tmp_path / "out"
    ws = ["--workspace", str(county / "ws")]
    for name in ("2025-11", "2025-12"):
        assert run(["gather", "police-uk", str(county / name), *ws]) == 0
    assert designed(county, plan, "--without", "2024-09") == 0
    assert "Left out on request, though gathered (--without): September 2024." in (
        plan / "protocol.toml"
    ).read_text("utf-8")
    capsys.readouterr()
    assert run(["evaluate", str(plan), "--out", str(out), "--without", "2024-09", *ws]) == 0
    assert "Left out on request, though gathered: September 2024." in capsys.readouterr().out
    page = (out / "result.html").read_text("utf-8")
    assert "Left out on request, though gathered: September 2024." in page
    assert run(["evaluate", str(plan), "--out", str(out), "--again", *ws]) == 0
