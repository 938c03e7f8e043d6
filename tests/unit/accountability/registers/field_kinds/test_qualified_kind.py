"""Numbers with the words that a paper puts around them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.formulas.working import Missing
from beatwise.accountability.registers.field_kinds.qualified_kind import (
    QUALIFIERS,
    QualifiedKind,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


FIELD, KIND = Field("reach", "Reach", "qualified"), QualifiedKind()


@pytest.mark.parametrize(("entry", "held", "words"), [
    ("just over £68,000", "68000 (just over)", "just over 68,000"),
    ("Over 97", "97 (over)", "over 97"), ("~30", "30 (about)", "about 30"),
    ("1,204 provisional", "1204 (provisional)", "1,204 (provisional)"),
    ("1,204 (provisional)", "1204 (provisional)", "1,204 (provisional)"),
    ("c. 40", "40 (about)", "about 40"), ("≥ 10", "10 (at least)", "at least 10"),
    ("5,000", 5000, "5,000"), (5000.0, 5000, "5,000"), ("12.5", 12.5, "12.5"),
    ("more than -3", "-3 (more than)", "more than -3"),
])  # fmt: skip
def test_the_qualifier_stays_with_the_number(entry, held, words):
    """Before it or behind it; a number alone is a number."""
    assert KIND.read(FIELD, entry) == held
    assert KIND.words(FIELD, held) == words


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_every_qualifier_is_read_again_from_page_file_and_form(qualifier):
    """What is shown, filed and offered gives back what is held."""
    held = KIND.read(FIELD, f"{qualifier} 1,250")
    assert held == f"1250 ({qualifier})"
    shown = (KIND.words, KIND.for_file, KIND.for_form, KIND.in_line)
    assert {KIND.read(FIELD, words(FIELD, held)) for words in shown} == {held}


@pytest.mark.parametrize("entry", ["about", "some 40", "about about 4", "about 3 estimated", True])
def test_another_word_is_refused_and_those_that_there_are_are_named(entry):
    """One qualifier of the list, and a number."""
    with pytest.raises(BadInput) as caught:
        KIND.read(FIELD, entry)
    assert entry is True or "provisional" in (caught.value.next_step or "")


def test_nothing_is_worked_out_from_a_number_that_is_not_exact():
    """A formula says why it does not know; a bound is held against the number."""
    assert KIND.formula_value(FIELD, 40) == Fraction(40)
    reason = KIND.formula_value(FIELD, "40 (about)")
    assert isinstance(reason, Missing)
    assert "about 40" in reason.reason
    assert (KIND.size("40 (about)"), KIND.size(12.5)) == (40, 12.5)
    assert (KIND.for_file(FIELD, 40), KIND.for_file(FIELD, "40 (about)")) == (40, "about 40")


def test_what_was_held_before_it_was_a_number_is_still_shown():
    """Nothing is worked out from it, compared with it or lost."""
    assert KIND.words(FIELD, "Over 5,000, about 50 a month") == "Over 5,000, about 50 a month"
    assert KIND.size("Over 5,000") is None
    assert isinstance(KIND.formula_value(FIELD, "Over 5,000"), Missing)
    assert KIND.for_file(FIELD, "Over 5,000") == "Over 5,000"
