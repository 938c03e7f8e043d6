"""Months left out on request."""

from __future__ import annotations

import pytest

import beatwise
from beatwise.clock import Month
from beatwise.errors import UsageError


def test_what_is_read_lacks_the_month_and_says_so() -> None:
    """Months and ledger are as if it had not been gathered; the workspace is unchanged."""
    workspace = beatwise.example()
    month = Month.parse("2025-03")
    part = workspace.without([month])
    assert part.left_out == (month,)
    assert month not in part.months()
    assert month in workspace.months()
    ledger = part.ledger()
    assert not ledger[ledger["month"] == month.number]["present"].any()


def test_no_month_is_the_workspace_itself() -> None:
    """Nothing left out is nothing changed."""
    workspace = beatwise.example()
    assert workspace.without([]) is workspace


def test_a_month_that_nobody_has_is_refused() -> None:
    """It would be left out in silence."""
    with pytest.raises(UsageError, match="1999-01 is not there"):
        beatwise.example().without([Month.parse("1999-01")])
