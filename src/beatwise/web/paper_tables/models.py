"""What disagrees in imported tables."""

from __future__ import annotations

from django.db import models

from beatwise.web.history.sealing.row_marks import SealedManager


class Disagreement(models.Model):
    """One thing in an imported table that does not agree with the rest of it.

    Worked out anew whenever a table comes in or goes out, because tables are checked against each
    other; never typed. ``batch`` is the import that the table came with.
    """

    batch = models.PositiveBigIntegerField()
    table = models.CharField(max_length=80)
    row = models.TextField(blank=True)
    check_words = models.TextField()
    kind = models.CharField(max_length=20)
    printed = models.TextField()
    recomputed = models.TextField()
    rounding = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    objects = SealedManager()

    class Meta:
        ordering = ("table", "pk")
        indexes = (models.Index(fields=("batch",)), models.Index(fields=("table",)))

    def __str__(self) -> str:
        return f"{self.table}: {self.check_words}"
