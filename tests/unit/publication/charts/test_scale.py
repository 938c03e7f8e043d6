"""Round scales, and marks that are written alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.publication.charts.scale import mark_words, ticks


@given(low=st.floats(-1e9, 1e9), reach=st.floats(1e-3, 1e9), most=st.integers(3, 9))
def test_a_scale_encloses_its_range_in_few_round_steps(low, reach, most):
    """Steps are equal and round, the range lies inside, and there are not too many marks."""
    high = low + max(reach, abs(low) * 1e-6)
    marks = ticks(low, high, most=most)
    slack = (high - low) * 1e-6
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
    assert 2 <= len(marks) <= most + 3
    step = (marks[-1] - marks[0]) / (len(marks) - 1)
    assert float(f"{step:.1e}") == pytest.approx(step, rel=1e-6)


@pytest.mark.parametrize(("marks", "words"), [
    ([0, 5, 10], ["0", "5", "10"]), ([0, 0.25, 0.5], ["0.00", "0.25", "0.50"]),
    ([0, 2.5, 5], ["0.0", "2.5", "5.0"]), ([-1000, 0, 1000], ["−1,000", "0", "1,000"]),
    ([0.1, 0.2], ["0.1", "0.2"]),
])  # fmt: skip
def test_marks_are_written_alike(marks, words):
    """As many decimals as the steps need, and thousands apart."""
    assert [mark_words(mark, marks) for mark in marks] == words
