"""Calibration: how often the inference is wrong when nothing happened.

A seeded sample of the full table in `docs/methods/evaluation.md`, which `make soak` measures. One
design of stepped starts and one of days stand here, the others in
`tests/witness/test_evaluation_calibration.py`.
"""

from __future__ import annotations

import pytest
from benchmarks import soak_crossover, soak_stepped
from benchmarks.soak_calibration import Case, rates
from benchmarks.soak_verdict import shares
from tests.spec.evaluation.calibration import check_shares


@pytest.mark.soak
@pytest.mark.parametrize(
    "case",
    [
        Case("12 v 12", 12, 12, 2.0, 2.0, 0.15),
        Case("12 v 60", 12, 60, 5.0, 3.0, 0.15),
        Case("12 matched pairs", 12, 12, 5.0, 2.0, 0.15, blocks=12),
        Case("3 of 10 towns", 3, 7, 20.0, 2.0, 0.15),
        Case("7 of 14 towns", 7, 7, 20.0, 2.0, 0.15),
    ],
    ids=lambda case: case.name,
)
def test_a_true_null_is_rejected_about_one_time_in_twenty(case, soak):
    """The default inference rejects 2.2 to 7 % of true nulls and covers a true -20 % about 95 %."""
    number = max(400, int(2000 * soak))
    null, fall = rates(case, 0, number), rates(case, -20, number)
    covers = fall.relabelled_coverage if fall.coverage is None else fall.coverage
    check_shares(null.permutation, covers, number)
    if fall.cr3 is not None:
        assert fall.permutation >= fall.cr3 - (0.02 if number < 2000 else 0.0)


@pytest.mark.soak
def test_one_treated_town_of_seven_never_rejects(soak):
    """1 of 7 towns: no null and no effect is ever called a change."""
    case = Case("1 of 7 towns", 1, 6, 20.0, 2.0, 0.15)
    assert rates(case, 0, 200).permutation == rates(case, -20, 200).permutation == 0


@pytest.mark.soak
def test_the_usual_error_of_wdd_is_too_small(soak):
    """At a variance ratio of 2 WDD's Poisson error calls one true null in six a change."""
    null = rates(Case("12 v 12", 12, 12, 2.0, 2.0, 0.0), 0, max(600, int(2000 * soak)))
    assert null.wdd == pytest.approx(0.16, abs=0.045)
    assert null.welch <= 0.075


@pytest.mark.soak
def test_stepped_starts_keep_their_level_and_their_coverage(soak):
    """Start months dealt again reject 2.2 to 7 % of true nulls, cover a true -20 % about 95 %."""
    number = max(200, int(2000 * soak))
    check_shares(*soak_stepped.rates(soak_stepped.CASES[0], number)[:2], number)


@pytest.mark.soak
def test_days_keep_their_level_and_their_coverage(soak):
    """Patrol days dealt again reject 2.2 to 7 % of true nulls and cover a true -20 % about 95 %."""
    number = max(100, int(2000 * soak))
    check_shares(*soak_crossover.rates(soak_crossover.CASES[-1], number)[:2], number)


@pytest.mark.soak
def test_a_programme_that_did_nothing_is_seldom_said_to_have_worked(soak):
    """Simulated counties without effect: "fell" in at most 3.5 %, and never below the floor."""
    number = max(40, int(2000 * soak)) if soak == 1 else 40
    verdicts = shares(number, 0.0)
    assert verdicts.get("below the floor: fell", 0.0) == 0.0
    assert verdicts.get("fell", 0.0) <= (0.035 if number >= 2000 else 0.1)
