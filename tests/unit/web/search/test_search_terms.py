"""The words of a search: each once, and a bounded number of them."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.web.search.search_terms import LONGEST, MOST_WORDS, check_length, search_terms


def test_a_word_typed_twice_is_looked_for_once():
    """Case, accents and repetition make no further condition."""
    assert search_terms("Môn mon  MON") == ("mon",)


def test_a_word_within_a_longer_one_is_left_out():
    """A text that holds the longer word holds the shorter one."""
    assert search_terms("rol patrols town") == ("patrols", "town")


def test_as_many_words_as_may_be_are_looked_for():
    """The limit itself is allowed."""
    words = [f"w{n}x" for n in range(MOST_WORDS)]
    assert search_terms(" ".join(words)) == tuple(words)


def test_one_word_more_is_refused_with_both_numbers():
    """Nothing is left out in silence: the message has the limit and what came."""
    query = " ".join(f"w{n}x" for n in range(MOST_WORDS + 1))
    with pytest.raises(BadInput, match=rf"at most {MOST_WORDS} words, and this one has 11"):
        search_terms(query)


def test_a_value_of_two_hundred_characters_is_taken_and_one_more_is_not():
    """A longer value is refused by name, and never cut."""
    check_length("a" * LONGEST, "q")
    with pytest.raises(BadInput, match="at most 200 characters, and 201 came") as refusal:
        check_length("a" * (LONGEST + 1), "title")
    assert refusal.value.place == "title"
