"""The rows of imported tables, and what disagrees in them."""

from __future__ import annotations

from django.db import models

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.imports.models import Batch


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


class TableRow(models.Model):
    """One row of a table that was imported.

    ``cells`` are pairs of heading and text as they are printed, in the table's order. ``why``
    says why it stayed outside; empty, its values are among the office's own. ``words`` is what a
    search looks through.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="table_rows")
    row = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    why = models.TextField(blank=True)
    words = models.TextField(blank=True)

    objects = SealedManager()

    class Meta:
        ordering = ("batch", "row")
        constraints = (
            models.UniqueConstraint(fields=("batch", "row"), name="one_row_of_a_table_once"),
        )

    def __str__(self) -> str:
        return f"row {self.row} of {self.batch.name}"
