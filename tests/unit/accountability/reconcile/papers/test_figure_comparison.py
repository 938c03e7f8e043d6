"""A printed figure agrees to half a unit of its last digit."""

from __future__ import annotations

from fractions import Fraction

from beatwise.accountability.reconcile.number import exactly
from beatwise.accountability.reconcile.papers.figure_comparison import number_words, verdict_of
from beatwise.accountability.reconcile.papers.printed_figure import Figure, figure


def read(text: str) -> Figure:
    """Read a figure that is one."""
    one = figure(text)
    assert one is not None
    return one


def test_half_a_unit_agrees_and_more_does_not() -> None:
    """36 per cent may be 35.5 to 36.5."""
    printed = read("36%")

    assert verdict_of(printed, exactly(Fraction(355, 10))) == "agrees"
    assert verdict_of(printed, exactly(Fraction(354, 10))) == "certain"


def test_rounded_parts_excuse_a_difference() -> None:
    """A figure within what the parts' rounding leaves open is a matter of rounding."""
    parts = read("1.4").number + read("2.4").number

    assert verdict_of(read("4"), parts) == "agrees"
    assert verdict_of(read("3.9"), parts) == "rounding"
    assert verdict_of(read("4.2"), parts) == "certain"


def test_words_are_in_the_unit_of_the_printed_figure() -> None:
    """Money keeps its pence, a share its sign, a broken number one decimal more."""
    assert number_words(Fraction(360), read("£576.00")) == "£360.00"
    assert number_words(Fraction(1029, 100), read("9.3%")) == "10.29 %"
    assert number_words(Fraction(-311, 10), read("-23%")) == "−31.1 %"
    assert number_words(Fraction(421), read("413")) == "421"
