"""The rota as a linear model, solved by HiGHS."""

from __future__ import annotations

import pytest
from tests.unit.planning.worlds import person, post
from tests.unit.planning.worlds import rota as world

from beatwise.planning.rota.solvers import highs


def test_the_cuts_leave_the_best_rota_standing() -> None:
    """The rows that lift the bound never cut off the best rota: bound and value meet."""
    problem = world(
        tuple(person(name) for name in "abc"),
        tuple(post(day, needed=2) for day in range(5)),
    )
    found = highs.fill(problem, seconds=60)
    # Ten places, five shifts a person at most: two people on their home beat do it.
    assert found.objective == 8
    assert found.bound == pytest.approx(8)
