"""The counts calculator and the evidence page, from the command line."""

from __future__ import annotations

import json

import pytest

from beatwise.cli.main import run


EIGHT = ["counts", "--treated", "207", "110", "--control", "308", "318",
         "--displacement-treated", "178", "157",
         "--displacement-control", "150", "140"]  # fmt: skip


def test_eight_numbers_give_the_whole_story(capsys) -> None:
    """The worked example of Wheeler & Ratcliffe (2018), in the documented shape."""
    assert run([*EIGHT, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["wdd"]["estimate"] == -118
    assert said["wdd"]["standard_error"] == pytest.approx(1568**0.5)
    assert said["wdd"]["z"] == pytest.approx(-2.97995)
    assert said["wdd"]["interval"] == pytest.approx([-195.61, -40.39], abs=0.01)
    assert said["local"]["estimate"] == -107
    assert said["displacement"]["estimate"] == -11
    assert said["quotient"] == pytest.approx(0.2581856883)
    assert said["rate_ratio"]["estimate"] == pytest.approx(110 / 207 / (318 / 308))
    assert 0 < said["e_test"]["p_value"] < 1e-6


def test_area_weights_are_in_the_documented_order(capsys) -> None:
    """Treated, control, displacement treated, displacement control, as the counts: or by name."""
    for sizes in (["1.2", "0.9", "1.5", "1.6"], ["C=0.9", "T=1.2", "DC=1.6", "DT=1.5"]):
        assert run([*EIGHT, "--area-weights", *sizes, "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert printed["wdd"]["estimate"] == pytest.approx(-99.69444444)
        assert printed["area_weights"] == {
            "treated": 1.2, "control": 0.9, "displacement_treated": 1.5,
            "displacement_control": 1.6,
        }  # fmt: skip


def test_area_weights_that_look_as_in_the_old_order_are_refused(capsys) -> None:
    """100 incidents in 2 km² beside 300 in 6 km²: written 6 2 they leave with code 10 and words."""
    counts = ["counts", "--treated", "100", "90", "--control", "300", "310", "--area-weights"]
    assert run([*counts, "6", "2", "1", "1"]) == 10
    assert "old order" in capsys.readouterr().err
    assert run([*counts, "2", "6", "1", "1"]) == 0
    assert "treated 2, control 6" in capsys.readouterr().out
    assert run([*counts, "T=6", "C=2", "DT=1", "DC=1"]) == 0


def test_what_is_undefined_is_null_with_a_reason(capsys) -> None:
    """No buffer, no benefit, a zero count: null and why; the words say not to report it alone."""
    assert run(["counts", "--treated", "0", "12", "--control", "10", "10", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["displacement"] is None
    assert said["quotient"] is None
    assert "No displacement counts" in said["quotient_reason"]
    assert said["rate_ratio"] is None
    assert run(EIGHT) == 0
    assert "Do not report them alone" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["--treated", "-1", "2", "--control", "3", "4"],
        ["--treated", "1", "2", "--control", "3", "4", "--time-weights", "0", "1"],
        ["--treated", "1", "2", "--control", "3", "4", "--alpha", "2"],
        ["--treated", "nan", "2", "--control", "3", "4"],
    ],
)
def test_wrong_numbers_are_refused(wrong) -> None:
    """Negative counts, weights of 0, alpha of 2 and no number at all leave with code 10."""
    assert run(["counts", *wrong]) == 10


def test_the_evidence_page_is_written(tmp_path, capsys) -> None:
    """Page, PDF, sheets and JSON; the coin-toss figure stands beside the 88 % claim."""
    assert run(["evidence", "--out", str(tmp_path), "--claims", "shipped", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {claim["status"] for claim in said["claims"]} <= {
        "supported", "not supported", "not checked",
    }  # fmt: skip
    page = (tmp_path / "evidence.html").read_text()
    assert "1 - 0.5^3 = 87.5 %" in page
    assert (tmp_path / "evidence.pdf").read_bytes()[:4] == b"%PDF"


def test_a_month_cannot_be_left_out_of_counts(capsys):
    """Counts know no months: the refusal says what to do instead, and the help says it too."""
    assert run([*EIGHT, "--without", "2025-03"]) == 2
    assert "--time-weights 11 12" in capsys.readouterr().err
    assert run(["counts", "--help"]) == 0
    assert "Refused: here are counts, not months." in " ".join(capsys.readouterr().out.split())
