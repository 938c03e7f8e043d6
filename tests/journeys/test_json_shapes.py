"""The reference page of ``--json`` documents is true."""

import json
import re
from pathlib import Path

import pytest
from tests.unit.delivery.delivery_world import plan

import beatwise
from beatwise.cli.main import run
from beatwise.planning.plan_json import as_json


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
LOOKUP = "lsoa11_code,change_code,lsoa21_code\nE01000001,U,E01000001\nE01000002,M,E01000001\n"
DOCUMENTED = {
    command: set(re.findall(r"`([a-z0-9_]+)`", keys))
    for command, keys in re.findall(r"^\| `([a-z -]+)` \| (.+) \|$", PAGE.read_text("utf-8"), re.M)
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name the places that the commands below speak of."""
    example = beatwise.example().path
    folder = tmp_path_factory.mktemp("json")
    beatwise.Workspace.create(folder / "fresh", "Ours")
    (folder / "lookup.csv").write_text(LOOKUP, encoding="utf-8")
    (folder / "plan").mkdir()
    (folder / "plan" / "plan.json").write_text(json.dumps(as_json(plan((5,)))), encoding="utf-8")
    returns = "day,partner,hot_spot,hours\n2026-03-05,rangers,here,2\n"
    (folder / "returns.csv").write_text(returns, encoding="utf-8")
    return {"folder": folder, "county": example.parent / "county", "example": example}


def _words(command: str, place: dict[str, Path]) -> list[str]:
    county, fresh = place["county"], ["--workspace", str(place["folder"] / "fresh")]
    example = ["--workspace", str(place["example"])]
    area, months = ["--area", "towns:Pelbrook", "--type", "asb"], ["--train", "2025-01:2025-09"]
    score = ["--score", "2025-10:2025-12"]
    mapping = str(county / "incidents-mapping.toml")
    towns = str(county / "areas" / "towns.geojson")
    return {
        "init": ["init", str(place["folder"] / "new"), "--name", "Ours"],
        "gather police-uk": ["gather", "police-uk", str(county / "police-uk"), *fresh],
        "gather areas": ["gather", "areas", towns, "--label", "name", *fresh],
        "gather streets": ["gather", "streets", str(county / "streets.geojson"), *fresh],
        "gather events": ["gather", "events", str(county / "events.csv"), *fresh],
        "gather incidents": [
            "gather", "incidents", str(county / "incidents.csv"), "--mapping", mapping, *fresh,
        ],
        "gather lookup": ["gather", "lookup", str(place["folder"] / "lookup.csv"), *fresh],
        "panel": ["panel", "--out", str(place["folder"] / "panel.csv"), "--by", "towns", *example],
        "request": ["request", "--to", "force", "--out", str(place["folder"] / "letter.md")],
        "ledger": ["ledger", *example],
        "check": ["check", *example],
        "towns": ["towns", "--type", "asb", "--hours", "40", "--layer", "towns", *example],
        "find": ["find", *area, *months, *score, *example],
        "peaks": ["peaks", *area, *example],
        "accuracy": ["accuracy", "--type", "asb", *months, *score, *example],
        "brief": ["brief", *area, "--out", str(place["folder"] / "out"), *example],
        "reconcile": ["reconcile", str(place["folder"] / "returns.csv")],
        "measure": [
            "measure", "--plan", str(place["folder"] / "plan"),
            "--returns", str(place["folder"] / "returns.csv"),
            "--out", str(place["folder"] / "delivery"),
        ],
        "simulate": ["simulate", str(place["folder"] / "sim"), "--towns", "1", "--months", "12"],
    }[command]  # fmt: skip


@pytest.mark.parametrize("command", list(DOCUMENTED))
def test_a_command_prints_one_document_with_the_documented_keys(
    command: str, place: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The document on stdout has the keys that the reference page gives, no more and no fewer."""
    assert run([*_words(command, place), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == DOCUMENTED[command]
