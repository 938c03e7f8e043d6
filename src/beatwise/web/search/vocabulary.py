"""Keep the office's vocabulary: the words that stand in what can be searched."""

from __future__ import annotations

import time
from collections import Counter

from django.db import transaction

from beatwise.cell_text.spelling import shortenings, spelled_words
from beatwise.web.registry import registry
from beatwise.web.search.models import Shortening, Word


MOST_WORDS = 50_000  # the most common; rarer ones are found as they are typed
AT_A_TIME = 200  # words of one transaction, so that others write in between
SHARE = 50  # the time between two workings out, as a multiple of how long one takes


class Keeper:
    """Works the vocabulary out again and again; the longer it takes, the more rarely."""

    def __init__(self) -> None:
        self._due = 0.0

    def run(self) -> None:
        """Bring the vocabulary up to date, when it is due."""
        if time.monotonic() < self._due:
            return
        begun = time.monotonic()
        bring_up_to_date()
        self._due = time.monotonic() + SHARE * (time.monotonic() - begun)


def bring_up_to_date() -> int:
    """Count the words of everything that can be searched; return how many are kept.

    Only words that came, went or became much more common are written.
    """
    counts: Counter[str] = Counter()
    for texts in registry.texts.values():
        for text in texts():
            counts.update(set(spelled_words(text)))
    words = {word: count.bit_length() for word, count in counts.most_common(MOST_WORDS)}
    there = dict(Word.objects.values_list("word", "commonness"))
    gone = [word for word in there if word not in words]
    changed = [word for word, common in words.items() if there.get(word) != common]
    for at in range(0, len(gone), AT_A_TIME):
        Word.objects.filter(word__in=gone[at : at + AT_A_TIME]).delete()
    for at in range(0, len(changed), AT_A_TIME):
        _write(changed[at : at + AT_A_TIME], words, there)
    return len(words)


def _write(some: list[str], words: dict[str, int], there: dict[str, int]) -> None:
    new = [word for word in some if word not in there]
    with transaction.atomic():
        Word.objects.bulk_create(
            [Word(word=word, commonness=words[word]) for word in some],
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["commonness"],
        )
        Shortening.objects.bulk_create(
            [
                Shortening(letters=s, word_id=word)
                for word in new
                for s in sorted(shortenings(word))
            ],
            batch_size=500,
        )
