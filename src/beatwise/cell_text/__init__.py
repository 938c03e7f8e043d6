"""What a cell of other people's tables says: a number, a day, a name, a text to find.

Every reader takes them through here, so that a figure means the same wherever it comes in. What is
not surely one value is refused; nothing is guessed.
"""

from __future__ import annotations

from beatwise.cell_text.characters import plain_characters
from beatwise.cell_text.day_text import day_of
from beatwise.cell_text.number_text import Amount, amount_of, number_of
from beatwise.cell_text.search_text import contains_all, heading_key, search_key, search_words
from beatwise.cell_text.unreadable import Unreadable


__all__ = [
    "Amount",
    "Unreadable",
    "amount_of",
    "contains_all",
    "day_of",
    "heading_key",
    "number_of",
    "plain_characters",
    "search_key",
    "search_words",
]
