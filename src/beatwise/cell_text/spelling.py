"""Words that differ by one slip: a letter too few, too many or another, or two that changed places.

A word's ``shortenings`` are itself and what is left when one letter is missing. Two words that
differ by one slip always have one of them in common, so that likely words are found by looking
keys up and never by going through all words (Garbe's symmetric deletion, 2012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator


SHORTEST, LONGEST = 4, 40  # letters of a word that is looked for by its spelling
_WORD = re.compile(r"[^\W\d_]+")


def spelled_words(text: str) -> Iterator[str]:
    """Yield the words of a ``search_key`` that have a spelling: letters only, not too few."""
    for word in _WORD.findall(text):
        if SHORTEST <= len(word) <= LONGEST:
            yield word


def shortenings(word: str) -> set[str]:
    """Return a word and what is left of it without one of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def is_one_slip(typed: str, word: str) -> bool:
    """Whether two different words differ by one slip."""
    if typed == word or abs(len(typed) - len(word)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b),
        min(len(typed), len(word)),
    )
    if len(typed) > len(word):
        return typed[at + 1 :] == word[at:]
    if len(typed) < len(word):
        return typed[at:] == word[at + 1 :]
    if typed[at + 1 :] == word[at + 1 :]:
        return True
    return typed[at : at + 2] == word[at : at + 2][::-1] and typed[at + 2 :] == word[at + 2 :]
