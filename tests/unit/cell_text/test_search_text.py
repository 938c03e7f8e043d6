"""A text is found whatever its apostrophes, hyphens, width, accents or case."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.cell_text.search_text import contains_all, heading_key, search_key, search_words


@pytest.mark.parametrize(("stored", "query"), [
    ("Review patrols in Ynys Môn", "ynys mon"), ("Ynys Mon", "YNYS MÔN"),
    ("St Mary\u2019s ward", "St Mary's"), ("St Mary's ward", "st mary\u2019s"),
    ("St Mary\u02bcs", "St Marys"), ("O\u00b4Neill", "O'Neill"), ("O`Neill", "oneill"),
    ("Visit Tŵr estate", "Tw\u0302r"), ("Tw\u0302r", "Tŵr"), ("the 24\u20117 rota", "24-7"),
    ("the 24-7 rota", "24\u20137"), ("Stoke-on-Trent", "stoke on trent"),
    ("Stoke on Trent", "Stoke\u2010on\u2010Trent"), ("STRASSE café", "straße cafe"),
    ("Straße", "strasse"), ("ＳＨＯＰ watch", "shop"), ("shop", "ｓｈｏｐ"), ("Łódź", "lodz"),
    ("Søndre", "sondre"), ("co\u00adoperate", "cooperate"), ("Æthel", "aethel"),
    ("a\u00a0b", "a b"), ("oﬃce", "office"), ("İstanbul", "istanbul"), ("“Quoted”", '"quoted"'),
])  # fmt: skip
def test_a_text_is_found_however_it_is_typed(stored: str, query: str) -> None:
    """Either way of writing finds the other."""
    assert contains_all(stored, search_words(query))


def test_another_text_is_not_found() -> None:
    """All words must be there; a mark alone finds nothing."""
    assert not contains_all("St Mary's ward", search_words("St Martin's"))
    assert not contains_all("St Mary's ward", search_words("\u00b4"))
    assert search_words("  ") == ()


@given(st.text())
def test_a_key_of_a_key_is_itself(text: str) -> None:
    """So that stored keys can be made again, and in either accent form."""
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_accent_forms_have_one_key(text: str) -> None:
    """Composed or in parts, the letters are the same."""
    assert search_key(unicodedata.normalize("NFD", text)) == search_key(
        unicodedata.normalize("NFC", text)
    )


def test_headings_are_compared_without_width_space_and_case() -> None:
    """Marks of width do not make two columns of one."""
    assert heading_key(" Total\u00a0 ＮＵＭＢＥＲ\u200b") == "total number"
    assert heading_key("café") != heading_key("cafe")
