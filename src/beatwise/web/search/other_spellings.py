"""Other spellings of what was typed, from the office's vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from beatwise.cell_text.spelling import LONGEST, SHORTEST, is_one_slip, shortenings
from beatwise.web.search.models import Shortening, Word
from beatwise.web.search.search_terms import search_terms


MOST = 5  # spellings of a word, and of a search


def other_spellings(query: str) -> Iterator[str]:
    """Yield what may have been meant by a search that found nothing, likeliest first, a few.

    Words that stand in the vocabulary, whole or as a part of a word, stay as they are; nothing is
    yielded when another word is like none of it.
    """
    terms = search_terms(query)
    choices = [[term] if _is_known(term) else likely_words(term) for term in terms]
    if all(len(c) == 1 and c[0] == term for c, term in zip(choices, terms, strict=True)):
        return
    yield from (" ".join(words) for words in islice(product(*choices), MOST))


def likely_words(typed: str, most: int = MOST) -> list[str]:
    """Return the words of the vocabulary that are one slip away, likeliest first.

    A slip is likelier behind the first letter, and a common word likelier than a rare one.
    """
    if not SHORTEST - 1 <= len(typed) <= LONGEST + 1:
        return []
    rows = Shortening.objects.filter(letters__in=sorted(shortenings(typed)))
    counts = {
        w: n for w, n in rows.values_list("word_id", "word__commonness") if is_one_slip(typed, w)
    }
    return sorted(counts, key=lambda w: (w[0] != typed[0], -counts[w], w))[:most]


def _is_known(term: str) -> bool:
    return len(term) < SHORTEST or Word.objects.filter(word__contains=term).exists()
