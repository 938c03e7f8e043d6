"""Numbers as reasons and pages print them."""

from __future__ import annotations

import pytest

from beatwise.hotspots.shortlist.reasons.number_words import percent, signed, small_print


@pytest.mark.parametrize(
    ("value", "words"), [(-13.6, "−14"), (22.2, "+22"), (0.0, "0"), (-0.3, "0"), (0.4, "0")]
)
def test_a_change_has_a_true_minus_and_nought_has_no_sign(value: float, words: str) -> None:
    """Minus is the minus sign, plus is shown, and what rounds to nought is nought."""
    assert signed(value) == words


def test_a_change_keeps_the_decimals_asked_for() -> None:
    """One decimal where one is asked for."""
    assert signed(-2.26, 1) == "−2.3"


def test_something_is_never_nought_per_cent() -> None:
    """A small share is said to be small; a nearly whole one is not said to be whole."""
    assert [percent(s) for s in (0, 0.0002, 0.096, 0.7934, 0.997, 1)] == [
        "0%", "less than 0.1%", "9.6%", "79%", "more than 99%", "100%",
    ]  # fmt: skip


def test_percentages_on_counts_below_thirty_have_small_print() -> None:
    """From 1 to 29 a count is small and said so with its span; 0, 30 and unknown are not."""
    assert small_print([30, 0, None, 400]) == ""
    assert "below 30 (29)" in small_print([29, 30])
    assert "below 30 (1 to 29)" in small_print(iter([29, 1, 12]))
