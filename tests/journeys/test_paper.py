"""The answer to a panel's request, written from results and checked as printed."""

from __future__ import annotations

import hashlib
import html
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
INSIDE = {"percent": -18.04, "interval": [-30.2, -4.1], "p_value": 0.0123, "refused": None}
RESULT = {
    "title": "Walks in towns", "verdict": "fell", "sentence": "Recorded shoplifting fell by 18 %.",
    "marks": ["1 deviation from the locked protocol."], "unit_of_inference": "hot spot",
    "units": {"treated": 12, "comparison": 12}, "months": {"before": 24, "after": 6},
    "primary": {
        "outcome": "shoplifting", "inside": INSIDE,
        "rings": {"percent": 4.0, "interval": [None, None]}, "net": {"percent": -9.5},
        "wdd": {"estimate": -21.5, "interval": [-40.1, -2.9]}, "quotient": None,
        "quotient_reason": "The quotient is undefined.",
    },
    "secondary": [
        {"outcome": "anti-social-behaviour", "inside": {"percent": 3.1, "interval": [None, 8.0]}}
    ],
    "power": {"at_smallest_effect": 0.72, "smallest_effect": -20.0, "floor": 0.6},
    "value": None, "theory_gaps": [],
    "strength": {"maryland": 4, "reason": "drawn by lot", "emmie": {"Effect": "Estimated."}},
    "made_from": {"lock": {"hash": "ab12", "locked": "2025-06-01T09:00:00+00:00"}},
}  # fmt: skip
MEASURED = {
    "plan": "Summer", "provider": "The council", "from": "2026-04-20", "to": "2026-05-17",
    "patrol_hours": 67.59, "hot_spot_hours": 29.69, "planned_hours": 80.0, "gps_share": 0.88,
    "hours_by_grade": {"A": 18.51, "B": 6.93, "C": 4.25},
    "visits": {"planned": 98, "planned_without_data": 36, "delivered": 101, "on_time": 88,
               "full": 84},
    "partners": [{"partner": "Wardens", "patrol_hours": 67.59}], "cost": None, "target": None,
    "abstraction": {"hours": {"training": 12.5}, "rate": 0.156}, "notes": [],
}  # fmt: skip


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


def _page(recipe: str, folder: Path, **results: object) -> str:
    given = []
    for name, values in results.items():
        (folder / f"{name}.json").write_text(json.dumps(values))
        given += ["--result", f"{name}={folder / f'{name}.json'}"]
    out = folder / recipe
    assert run(["paper", "--recipe", recipe, "--out", str(out), *given, *DAY]) == 0
    return html.unescape((out / f"{recipe}.html").read_text())


def test_an_evaluation_report_prints_what_was_found_and_how_sure(tmp_path: Path) -> None:
    """Verdict, estimate with its interval, marks, other outcomes; no cost is no record."""
    page = _page("evaluation-report", tmp_path, evaluate=RESULT, measure=MEASURED)

    for words in (
        "Recorded shoplifting fell by 18 %.",
        "locked on 1 June 2025 with the hash ab12",
        "24 months before the patrols were compared with 6 months of them.",
        "runs from −30.2 % to −4.1 %",
        "by the assignment alone with a probability of 0.012",
        "the estimate is +4.0 %, and for places and rings together −9.5 %",
        "a. 1 deviation from the locked protocol.",
        "The quotient is undefined.",
        "anti-social behaviour",
        "a. Effect: Estimated.",
        "0 steps of what the programme is meant to bring about are not known yet.",
        "No record. What the patrols cost. The finance officer states it",
    ):
        assert words in page, words
    assert "within" not in page  # days were not compared


def test_a_delivery_report_prints_what_was_walked_and_every_gap(tmp_path: Path) -> None:
    """Visits that nothing can judge are neither made nor missed; no target is no record."""
    page = _page("delivery-report", tmp_path, measure=MEASURED)

    for words in (
        "67.6 hours were walked of 80.0 planned",
        "Of 98 planned visits that can be judged, 88 were made on time. 36 more were planned",
        "101 visits were made in all, planned or not",
        "a. training: 12.5 hours",
        "No record. A target for the year.",
        "No record. What the period cost",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("recipe", "who"),
    [("evaluation-report", "The evaluator"), ("delivery-report", "The patrol planner")],
)
def test_a_report_without_results_says_who_could_fill_it(
    recipe: str, who: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also in a folder that holds no office: it is written, and nothing stands in it as a zero."""
    out = str(tmp_path / "out")
    words = ["paper", "--recipe", recipe, "--out", out, "--workspace", str(tmp_path), *DAY]

    assert run(words) == 0
    assert capsys.readouterr().out.count(f"{who} provides it with beatwise") >= 2


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


def test_results_saved_in_the_workspace_are_found_by_name(find: Path, tmp_path: Path) -> None:
    """``results`` of the workspace holds what no option names; an option goes before it."""
    saved = tmp_path / "own" / "results"
    saved.mkdir(parents=True)
    (saved / "find.json").write_text(json.dumps({**FIND, "area": "Saved"}))
    even = {"option": "w", "name": "Wardens", "outcome": "shoplifting", "incidents": [9, 22, 62],
            "share": 0.187, "detectable": 28.1}  # fmt: skip
    appraised = {"price_year": "2026/27", "options": [{"name": "Wardens"}], "name": "Patrols",
                 "area": "the towns", "break_even": [even]}  # fmt: skip
    (saved / "options").mkdir()
    (saved / "options" / "options.json").write_text(json.dumps(appraised))
    words = ["paper", "--recipe", "panel-request", "--workspace", str(saved.parent), *DAY]

    assert run([*words, "--out", str(tmp_path / "one")]) == 0
    page = html.unescape((tmp_path / "one" / "panel-request.html").read_text())
    assert "In Saved, 1 places are proposed." in page
    assert "Incidents a month, expected" in page  # what an appraisal's break-even is
    assert "18.7 %" in page
    assert run([*words, "--result", f"find={find}", "--out", str(tmp_path / "two")]) == 0
    assert "In Pelbrook, 1 places" in (tmp_path / "two" / "panel-request.html").read_text()


def test_the_evidence_is_the_products_own_and_claims_are_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Studies stand without a file; no paper is judged until its claims are given, each marked."""
    words = ["paper", "--recipe", "panel-request", *DAY]
    assert run([*words, "--out", str(tmp_path / "one")]) == 0
    assert "No record: Each claim that was made for patrols" in capsys.readouterr().out
    page = html.unescape((tmp_path / "one" / "panel-request.html").read_text())
    assert "studies that were read: 3 studies pooled" in page
    assert "no interval printed" in page

    claims = tmp_path / "evidence"
    assert run(["evidence", "--claims", "shipped", "--out", str(claims)]) == 0
    given = ["--result", f"evidence={claims / 'evidence.json'}"]
    assert run([*words, *given, "--out", str(tmp_path / "two")]) == 0
    page = html.unescape((tmp_path / "two" / "panel-request.html").read_text())
    marks = json.loads((claims / "evidence.json").read_text())["marks"]
    assert sum(marks.values()) == 14
    assert marks["not_supported"] == page.count(">not supported<") / 2  # and again with its reason
    assert "1 - 0.5^3 = 87.5 %" in page
