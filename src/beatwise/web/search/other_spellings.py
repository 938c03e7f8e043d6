"""Other spellings of what was typed, from the office's vocabulary: two questions for any search."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import reduce
from itertools import islice, product
from operator import or_

from django.db.models import Q

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
    if unknown := _unknown(terms):
        likely = likely_words(unknown)
        choices = [likely.get(term, [term]) for term in terms]
        yield from (" ".join(words) for words in islice(product(*choices), MOST))


def likely_words(typed: Collection[str], most: int = MOST) -> dict[str, list[str]]:
    """Return, by each word typed, the words that are one slip away, likeliest first.

    A slip is likelier behind the first letter, and a common word likelier than a rare one.
    """
    letters = {s for word in typed if len(word) <= LONGEST + 1 for s in shortenings(word)}
    rows = Shortening.objects.filter(letters__in=sorted(letters))
    counts = dict(rows.values_list("word_id", "word__commonness"))
    return {
        word: sorted(
            (each for each in counts if is_one_slip(word, each)),
            key=lambda each, first=word[:1]: (each[0] != first, -counts[each], each),
        )[:most]
        for word in typed
    }


def _unknown(terms: Collection[str]) -> list[str]:
    """Return the terms that stand in no word of the vocabulary; those too short to say are left."""
    long_enough = [term for term in terms if len(term) >= SHORTEST]
    if not long_enough:
        return []
    condition = reduce(or_, (Q(word__contains=term) for term in long_enough))
    words = list(Word.objects.filter(condition).values_list("word", flat=True))
    return [term for term in long_enough if not any(term in word for word in words)]
