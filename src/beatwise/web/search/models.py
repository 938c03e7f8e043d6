"""The office's vocabulary: its words, and what each becomes when a letter is missing.

It is worked out from the records and left out of backups; nobody is shown a word of it that does
not stand in a record they may read.
"""

from __future__ import annotations

from django.db import models

from beatwise.cell_text.spelling import LONGEST


class Word(models.Model):
    """One word, and how common it is: the number of binary digits of its count."""

    word = models.CharField(max_length=LONGEST, primary_key=True)
    commonness = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.word


class Shortening(models.Model):
    """What is left of a word without one of its letters, or the word itself."""

    letters = models.CharField(max_length=LONGEST, db_index=True)
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="shortenings")

    def __str__(self) -> str:
        return f"{self.letters} of {self.word_id}"
