"""``beatwise accuracy`` from street files to the page."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from beatwise.cli.main import run


HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
KINDS = ("Anti-social behaviour", "Shoplifting", "Public order")
ASKED = ("--type", "asb", "--type", "shoplifting", "--train", "2025-01:2025-06")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine months of sixty places near each other, March 2025 missing."""
    root = tmp_path_factory.mktemp("accuracy")
    rng = np.random.default_rng(5)
    level = rng.gamma(0.5, 2.0, 60)
    for month in (1, 2, 4, 5, 6, 7, 8, 9):
        name = f"2025-{month:02d}"
        lines = [HEADER]
        for kind in KINDS:
            for at, times in enumerate(rng.poisson(level)):
                east, north = -1.217961 + 0.003 * (at % 10), 52.6198 + 0.002 * (at // 10)
                place = f"Leicestershire Police,{east:.6f},{north:.6f},On or near High Street"
                row = f",{name},Leicestershire Police,{place},E01025631,Blaby 002A,{kind},,"
                lines += [row] * int(times)
        folder = root / "files" / name
        folder.mkdir(parents=True)
        (folder / f"{name}-leicestershire-street.csv").write_text("\n".join(lines) + "\n")
    assert run(["init", str(root / "ws"), "--name", "test"]) == 0
    assert run(["gather", "police-uk", str(root / "files"), "--workspace", str(root / "ws")]) == 0
    return root / "ws"


def test_it_writes_the_page_and_prints_json(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Every case, method and fraction is in both; the missing month is named, not counted."""
    page = tmp_path / "accuracy.md"
    words = [*ASKED, "--score", "2025-07:2025-09", "--write", str(page), "--json"]
    assert run(["accuracy", *words, "--workspace", str(workspace)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [case["type"] for case in found["cases"]] == ["anti-social-behaviour", "shoplifting"]
    assert found["missing"] == {"leicestershire": ["2025-03"]}
    methods = found["cases"][0]["definitions"]["any kind"]["shares"]
    assert {"prediction", "training counts", "last quarter", "Gi* order"} <= set(methods)
    assert all(len(shares) == 4 for shares in methods.values())
    assert all(0 <= share <= 1 for shares in methods.values() for share in shares)
    assert len(found["cases"][0]["monthly"]["prediction"]) == 3
    assert {v["baseline"] for v in found["verdicts"]["any kind"]} >= {"last quarter"}
    text = page.read_text(encoding="utf-8")
    assert "Months without data, left out and never zero: leicestershire: 2025-03" in text
    assert "--write accuracy.md" in text
    assert str(tmp_path) not in text


def test_a_month_can_be_left_out(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """It trains and scores nothing, is told apart from a missing one, and the page says both."""
    page = tmp_path / "accuracy.md"
    words = [*ASKED, "--score", "2025-07:2025-09", "--without", "2025-08", "--write", str(page)]
    assert run(["accuracy", *words, "--json", "--workspace", str(workspace)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["without"], found["missing"]) == (["2025-08"], {"leicestershire": ["2025-03"]})
    assert len(found["cases"][0]["monthly"]["prediction"]) == 2
    text = page.read_text(encoding="utf-8")
    assert "Left out on request, though gathered (--without): August 2025." in text
    assert "--without 2025-08" in text
    assert run(["accuracy", *words, "--workspace", str(workspace)]) == 0
    screen = capsys.readouterr().out
    assert "(--without): August 2025" in screen
    assert "left out and never zero: leicestershire: 2025-03" in screen


def test_the_same_command_writes_the_same_bytes(workspace: Path, tmp_path: Path):
    """Nothing is drawn at random and no date is printed."""
    for name in ("one", "two"):
        folder = tmp_path / name
        words = [*ASKED, "--score", "2025-07:2025-09", "--write", str(folder / "accuracy.md")]
        assert run(["accuracy", *words, "--workspace", str(workspace)]) == 0
    one, two = ((tmp_path / name / "accuracy.md").read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*ASKED, "--score", "2025-06:2025-09"], 2),
        ([*ASKED, "--score", "2026-01"], 11),
        ([*ASKED, "--score", "2025-07", "--force", "kent"], 11),
        ([*ASKED, "--score", "2025-07", "--size", "100"], 12),
        (["--type", "burglary", "--train", "2025-01:2025-06", "--score", "2025-07"], 11),
        (["--type", "noise", "--train", "2025-01:2025-06", "--score", "2025-07"], 2),
    ],
)
def test_what_cannot_be_answered_says_why(workspace: Path, words: list[str], code: int):
    """Overlapping months, missing ones, an unknown force, small cells, a kind never recorded."""
    assert run(["accuracy", *words, "--workspace", str(workspace)]) == code


def test_small_cells_carry_the_reason(workspace: Path, capsys: pytest.CaptureFixture[str]):
    """Cells under 200 m are allowed with a reason, and the reason is printed."""
    words = [*ASKED, "--score", "2025-07", "--size", "100", "--why", "exact locations"]
    assert run(["accuracy", *words, "--workspace", str(workspace)]) == 0
    assert "The analyst's reason: exact locations" in capsys.readouterr().out
