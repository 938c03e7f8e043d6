"""The answer to a panel's request, written from results and checked as printed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from beatwise.cli.main import run


FIND = {
    "area": "Pelbrook",
    "train": "2025-01:2025-12",
    "source": "data.police.uk",
    "frozen_hash": "8497",
    "totals": {"anti-social-behaviour": 222, "shoplifting": 283},
    "hotspots": [
        {
            "rank": 1,
            "name": "Thorn Gardens",
            "counts": {"anti-social-behaviour": 14, "shoplifting": 89},
            "confidence": "high",
        }
    ],
}
DAY = ["--date", "2026-06-15"]


@pytest.fixture
def find(tmp_path: Path) -> Path:
    """A result of ``find``."""
    path = tmp_path / "find.json"
    path.write_text(json.dumps(FIND))
    return path


def test_a_paper_is_written_in_every_format_and_again_to_the_byte(
    find: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Page, PDF, Word and sheets; what has no record is told; the same inputs, the same bytes."""
    words = ["paper", "--recipe", "panel-request", "--result", f"find={find}", *DAY]
    digests = []
    for name in ("one", "two"):
        assert run([*words, "--out", str(tmp_path / name)]) == 0
        files = sorted((tmp_path / name).iterdir())
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])

    assert [path.suffix for path in files] == [".json", ".docx", ".html", ".ods", ".pdf"]
    assert digests[0] == digests[1]
    assert "No record: The design of the evaluation." in capsys.readouterr().out
    page = (tmp_path / "one" / "panel-request.html").read_text()
    assert "the records hold 222 incidents of anti-social behaviour and 283 of shoplifting" in page
    figures = json.loads((tmp_path / "one" / "panel-request-figures.json").read_text())
    assert figures["figures"]["find.totals.shoplifting | 0"] == "283"
    assert figures["results"]["find"]["sha256"] == hashlib.sha256(find.read_bytes()).hexdigest()


def test_a_paper_whose_figures_do_not_follow_is_not_written(
    find: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check runs before release: a wrong change in per cent is refused, with its place."""
    answers = tmp_path / "answers.toml"
    answers.write_text(
        '[[answer]]\nrequest = "f"\n'
        'text = "There were 5,050 reports of concern, an increase of 838 or 16.6%."\n'
    )
    words = ["paper", "--recipe", "panel-request", "--result", f"find={find}", *DAY]

    assert run([*words, "--answers", str(answers), "--out", str(tmp_path / "out")]) == 12
    assert "16.6%" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--result", "find"], 2),
        (["--result", "find=none.json"], 11),
        (["--recipe", "other"], 11),
        (["--date", "soon"], 2),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, more: list[str], code: int) -> None:
    """Each with its own exit code."""
    assert run(["paper", "--recipe", "panel-request", "--out", str(tmp_path / "o"), *more]) == code


def test_a_recipe_that_is_another_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is there, so nobody is told that it is not."""
    path = tmp_path / "t.csv"
    path.write_text("a,b\n")

    assert run(["paper", "--recipe", str(path), "--out", str(tmp_path / "o")]) == 2
    assert "a recipe is a TOML file, and this is another" in capsys.readouterr().err
