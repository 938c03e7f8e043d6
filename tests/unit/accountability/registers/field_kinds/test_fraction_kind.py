"""Fractions: so many of so many, with the share that is worked out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.formulas.working import Missing
from beatwise.accountability.registers.field_kinds.fraction_kind import FractionKind
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


FIELD, KIND = Field("met", "Met", "fraction"), FractionKind()


@pytest.mark.parametrize(("entry", "held", "words"), [
    ("7/9", "7/9", "7 of 9 (77.8 %)"), ("7 of 9", "7/9", "7 of 9 (77.8 %)"),
    ("7 out of 9 (78 %)", "7/9", "7 of 9 (77.8 %)"),
    ("443 of 1,077 (41.1 %)", "443/1077", "443 of 1,077 (41.1 %)"),
    ("1/2, 50 per cent", "1/2", "1 of 2 (50 %)"), ("0/0", "0/0", "0 of 0"),
])  # fmt: skip
def test_a_fraction_is_read_as_it_is_printed_and_shows_its_share(entry, held, words):
    """A stroke, "of", and a share that is theirs; of a whole of nothing there is no share."""
    assert KIND.read(FIELD, entry) == held
    assert KIND.words(FIELD, held) == words


@pytest.mark.parametrize(("entry", "message"), [
    ("9/7", "more than all of them"), ("7 of 9 (79 %)", "7 of 9 is 77.8 %"),
    ("117 of 157 (34 %)", "is 74.5 %"), ("x", "so many of so many"), ("7", "so many of so many"),
    ("-1/4", "so many of so many"), (dt.date(2026, 9, 7), "is a date"),
    ("1/10000000000000000", "out of range"),
])  # fmt: skip
def test_what_is_no_fraction_is_refused_with_the_next_step(entry, message):
    """More than all, a share that is not theirs, and what a spreadsheet makes of 7/9."""
    with pytest.raises(BadInput, match=message) as caught:
        KIND.read(FIELD, entry)
    assert (caught.value.place, bool(caught.value.next_step)) == ("met", True)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_is_shown_filed_and_offered_is_read_again(one, other):
    """Page, file, form and line give back what is held."""
    held = f"{min(one, other)}/{max(one, other)}"
    shown = (KIND.words, KIND.for_file, KIND.for_form, KIND.in_line)
    assert {KIND.read(FIELD, words(FIELD, held)) for words in shown} == {held}


def test_a_formula_and_a_bound_read_the_share():
    """A formula reads 0.775 for 31 of 40, a bound is in per cent; of nothing there is neither."""
    assert KIND.formula_value(FIELD, "31/40") == Fraction(31, 40)
    assert KIND.size("31/40") == 77.5
    assert KIND.size_words(FIELD, 80) == "80 %"
    assert isinstance(KIND.formula_value(FIELD, "0/0"), Missing)
    assert KIND.size("0/0") is None
