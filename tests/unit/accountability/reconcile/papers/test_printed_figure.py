"""A printed figure says its value, its rounding and its unit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.reconcile.papers.printed_figure import figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("53,387", 53387, ""),
        ("+53,387", 53387, ""),
        ("- 1,294,118", -1294118, ""),
        ("−3.6pp", Fraction(-36, 10), "pp"),
        ("£1,446.00", 1446, "£"),
        ("£6.0m", 6_000_000, "£"),
        ("(1,200)", -1200, ""),
        ("72.2%", Fraction(722, 10), "%"),
        ("+ 2 days", 2, "days"),
        ("61*", 61, ""),
        ("Nil", 0, ""),
        ("-", 0, ""),
    ],
)
def test_a_figure_is_read_as_printed(text: str, value: Fraction, unit: str) -> None:
    """Signs, pounds, scales, units and footnote marks belong to one figure."""
    read = figure(text)

    assert read is not None
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize("text", ["", "Free / Low", "12/25", "Jan-25", "(5", "1,23", "5 to 7", "Y"])
def test_what_is_no_one_figure_is_none(text: str) -> None:
    """References, ranges, words and broken numbers are not read as figures."""
    assert figure(text) is None


def test_counts_and_pence_are_exact_and_shares_are_rounded() -> None:
    """Rounding is an excuse only for what was rounded."""
    rounded = {text: figure(text).is_rounded for text in ("33", "£9,746", "£9.10", "18.1", "66%")}  # type: ignore[union-attr]

    assert rounded == {"33": False, "£9,746": False, "£9.10": False, "18.1": True, "66%": True}
