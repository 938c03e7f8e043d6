"""The plain difference of mean changes, and the extra that the synthetic kind needs."""

from __future__ import annotations

import sys

import pytest

from beatwise.errors import MissingData, Refused
from beatwise.evaluation.estimators.synthetic_did import mean_did, synthetic_did


COUNTS = [[10, 12, 5, 7], [20, 20, 18, 18], [30, 34, 31, 31]]


def test_the_plain_difference_is_that_of_mean_changes() -> None:
    """11 to 6, against 20 to 18 and 32 to 31: -5 less -1.5."""
    difference = mean_did(COUNTS, [True, False, False], 2)
    assert difference.estimate == pytest.approx(-3.5)
    assert difference.interval is None


def test_several_starts_have_no_one_before_and_after() -> None:
    """Treated areas that start in different months are refused."""
    with pytest.raises(Refused, match="start in different months"):
        mean_did(COUNTS, [True, True, False], [1, 2, 0])


def test_the_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the message says how to get it."""
    monkeypatch.setitem(sys.modules, "diff_diff", None)
    with pytest.raises(MissingData, match="needs the 'did' extra") as refusal:
        synthetic_did(COUNTS, [True, False, False], 2)
    assert "beatwise[did]" in refusal.value.next_step
