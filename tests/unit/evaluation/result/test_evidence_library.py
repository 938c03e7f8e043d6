"""Published studies and claims: errors from what is printed, and what may be pooled."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt

import pytest

from beatwise.evaluation.result.evidence_library import (
    Claim,
    PrintedCounts,
    Study,
    coin_tosses,
)


STUDY = Study(
    id="x", place="X", years="2020", design="d", comparator=True, maryland=3, dose="d",
    outcomes=("a",), outcome="a", effect=-20.0, interval=None, p_value=None, source="s",
    read="full", checked_by="", note="",
)  # fmt: skip
COUNTS = PrintedCounts(100, 80, 50, 50)
INTERVAL = (-36.0, 0.0)


@pytest.mark.parametrize(
    ("changes", "error", "source"),
    [
        ({"interval": INTERVAL}, -log(0.64) / (2 * 1.959964), "printed interval"),
        ({"p_value": 0.05}, -log(0.8) / 1.959964, "printed p-value"),
        ({"counts": COUNTS}, sqrt(1 / 100 + 1 / 80 + 2 / 50), "printed counts, as Poisson"),
        ({"p_value": 0.05, "counts": COUNTS}, -log(0.8) / 1.959964, "printed p-value"),
        ({"interval": INTERVAL, "p_value": 0.5}, -log(0.64) / (2 * 1.959964), "printed interval"),
    ],
)
def test_the_error_follows_from_the_first_that_is_printed(changes, error, source) -> None:
    """The interval comes before the p, and the p before the counts."""
    study = replace(STUDY, **changes)
    assert study.error == pytest.approx(error, rel=1e-6)
    assert study.error_from == source
    assert study.pooled
    assert study.why_not == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"comparator": False, "interval": INTERVAL}, "no comparison"),
        ({"effect": None, "interval": INTERVAL}, "no change in per cent printed"),
        ({}, "no interval printed"),
        ({"comparator": False, "effect": None}, "no comparison"),
        ({"effect": 0.0, "p_value": 0.9}, "no interval printed"),
    ],
)
def test_what_is_not_pooled_says_why(changes, why: str) -> None:
    """The first reason counts; a p of no change at all gives no error."""
    study = replace(STUDY, **changes)
    assert not study.pooled
    assert study.why_not == why


def test_without_an_error_nothing_is_said_of_its_source() -> None:
    """Neither interval, p nor counts."""
    assert (STUDY.error, STUDY.error_from) == (None, "")


@pytest.mark.parametrize(("outcomes", "chance"), [(1, 0.5), (2, 0.75), (3, 0.875)])
def test_any_of_several_outcomes_falls_easily_by_chance(outcomes: int, chance: float) -> None:
    """One less half to the power of their number."""
    claim = Claim(1, "t", "supported", (), "r", None, outcomes)
    assert claim.by_chance == coin_tosses(outcomes) == chance
    assert f"1 - 0.5^{outcomes} = {100 * chance:.1f} %" in claim.beside


def test_a_claim_of_one_outcome_has_nothing_beside_it() -> None:
    """Where the claim does not choose among outcomes there is no coin to toss."""
    claim = Claim(1, "t", "supported", (), "r", (8, 9), None)
    assert (claim.by_chance, claim.beside) == (None, "")
