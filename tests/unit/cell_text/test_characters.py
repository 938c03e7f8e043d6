"""Digits, signs and spaces of every keyboard become the plain ones that mean the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beatwise.cell_text.characters import MINUSES, plain_characters


def test_every_minus_is_one() -> None:
    """Hyphens and dashes before a number mean less than nothing."""
    assert {plain_characters(f"{minus}1") for minus in MINUSES} == {"-1"}


def test_raised_digits_and_fractions_are_left_alone() -> None:
    """10² is not 102."""
    assert plain_characters("10²½") == "10²½"


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    """Only the spaces around it go."""
    assert plain_characters(text) == text.strip()
