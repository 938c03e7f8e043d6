"""The reference page of planning's ``--json`` documents is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from beatwise.cli.main import run


ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "market-towns"
PAGE = (ROOT / "docs" / "reference" / "plan-json.md").read_text("utf-8").split("## Files")[0]
DOCUMENTED = {
    command: set(re.findall(r"`([a-z_]+)`", keys))
    for command, keys in re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", PAGE, re.M)
}


def test_every_document_has_the_keys_on_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command prints one document with the keys that the page gives, no more and no fewer."""
    team, out = str(EXAMPLE / "team.toml"), str(tmp_path / "out")
    days = ["--from", "2027-04-19", "--to", "2027-04-25"]
    spots = str(EXAMPLE / "hotspots" / "Pelbrook.geojson")
    words = {
        "plan": ["--hotspots", spots, "--team", team, *days, "--hours", "16", "--out", out,
                 "--time-limit", "2"],
        "rota": ["--team", team, "--posts", f"{out}/posts.toml", "--from", "2027-04-19", "--weeks",
                 "1", "--out", out, "--time-limit", "2"],
        "replan": ["--plan", out, "--absence", str(EXAMPLE / "absence.toml"), "--time-limit", "3"],
        "options": ["--inputs", str(EXAMPLE / "options.toml"), "--out", str(tmp_path / "options")],
        "spec-pack": ["--plan", out, "--out", str(tmp_path / "spec")],
    }  # fmt: skip
    assert set(words) == set(DOCUMENTED)
    for command, rest in words.items():
        assert run([command, *rest, "--json"]) == 0, command
        assert set(json.loads(capsys.readouterr().out)) == DOCUMENTED[command], command
