"""Calibration over the further designs of stepped starts and of days.

The long part of `tests/spec/evaluation/test_calibration.py`: seeded samples of the full table in
`docs/methods/evaluation.md`, which `make soak` measures.
"""

from __future__ import annotations

import pytest
from benchmarks import soak_crossover, soak_stepped
from tests.spec.evaluation.calibration import check_shares


@pytest.mark.soak
@pytest.mark.parametrize("case", soak_stepped.CASES[1:], ids=lambda case: case.words)
def test_stepped_starts_keep_their_level_and_their_coverage(case, soak) -> None:
    """Start months dealt again reject 2.2 to 7 % of true nulls, cover a true -20 % about 95 %."""
    number = max(200, int(2000 * soak))
    check_shares(*soak_stepped.rates(case, number)[:2], number)


@pytest.mark.soak
@pytest.mark.parametrize("case", soak_crossover.CASES[:-1], ids=lambda case: case.words)
def test_days_keep_their_level_and_their_coverage(case, soak) -> None:
    """Patrol days dealt again reject 2.2 to 7 % of true nulls and cover a true -20 % about 95 %."""
    number = max(100, int(2000 * soak))
    check_shares(*soak_crossover.rates(case, number)[:2], number)
