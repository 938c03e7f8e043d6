"""Words that are one slip apart share a shortening, and no others pass for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.cell_text.spelling import is_one_slip, shortenings, spelled_words


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """Return a word, and the same word with one slip."""
    word = draw(st.text(LETTERS, min_size=4, max_size=12))
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    turned = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return word, draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                turned,
            ]
        )
    )


@given(slips())
def test_every_slip_is_one_and_is_found_by_a_shared_shortening(pair):
    """A letter too few, too many or another, and two that changed places."""
    word, typed = pair
    if typed != word:
        assert is_one_slip(typed, word)
        assert shortenings(typed) & shortenings(word)


def _distance(a: str, b: str) -> int:
    """Return the optimal string alignment distance, by its table."""
    table = [[i + j for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = a[i - 1] == b[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same)
            )
            if i > 1 and j > 1 and a[i - 2 : i] == b[j - 2 : j][::-1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_it_agrees_with_the_table_of_distances(a, b):
    """One slip is a distance of one, by the plain slow method."""
    assert is_one_slip(a, b) == (_distance(a, b) == 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [("theft of 12 bikes a2b", ["theft", "bikes"]), ("", []), ("übung", ["übung"])],
)
def test_numbers_and_short_words_have_no_spelling(text, words):
    """Only words of letters, and of not too few, are looked for by their spelling."""
    assert list(spelled_words(text)) == words
