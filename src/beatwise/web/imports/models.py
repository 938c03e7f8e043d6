"""Imported files: their bytes by hash, what each import did, and what the worker does of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager


class Content(models.Model):
    """Bytes of attachments and imported files, by their hash; written by ``stored_files.keep``.

    ``scanned_at`` is when ``scanner`` last found nothing in them; empty: they were not scanned.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()
    scanned_at = models.DateTimeField(null=True)
    scanner = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.sha256


class Batch(models.Model):
    """One import: the file that was read, what it did, and whether it was undone.

    ``kind`` is the importer's, ``options`` what it was given besides the file. ``effect`` lists
    what the import touched, in the importer's own words, so that it can be undone.
    """

    PREVIEWED, DONE, UNDONE = "previewed", "done", "undone"

    kind = models.CharField(max_length=40)
    options = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=20, default=PREVIEWED)
    touched = models.PositiveIntegerField(default=0)
    effect = models.JSONField(default=list)

    objects = SealedManager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("kind", "-at")),)

    def __str__(self) -> str:
        return f"{self.name} into {self.kind}"

    @property
    def thing(self) -> str:
        """How the history names the import."""
        return f"{self.kind}/import/{self.pk}"


class Run(models.Model):
    """What the worker does with a kept file: looks through it, imports it, or undoes that.

    An import makes its rows in short transactions, each naming this run; nobody sees them until
    ``state`` is ``DONE``, which is one change of one row. ``total`` rows are in the file,
    ``checked`` of them are looked through and ``imported`` made. ``outcome`` is the digest of what
    the file would do, so that a run that is taken up again goes on with the same; ``summary`` is
    what a page shows of it. ``words`` say why it failed.
    """

    CHECK, IMPORT, UNDO = "check", "import", "undo"
    WAITING, DONE, FAILED, CANCELLED, UNDONE = "waiting", "done", "failed", "cancelled", "undone"
    UNSEALED = frozenset({"begun", "total", "checked", "imported", "summary"})  # how far it is

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="runs")
    task = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, default=WAITING)
    reason = models.TextField(blank=True)
    words = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=64, blank=True)
    begun = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)

    objects = SealedManager()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("batch", "state")), models.Index(fields=("state",)))

    def __str__(self) -> str:
        return f"{self.task} of {self.batch}"


class RowsOfRuns(SealedManager):  # type: ignore[valid-type]
    """Rows of a table with a column ``run``: those of a run that is not done are not there."""

    def get_queryset(self) -> QuerySet:
        """Return the rows that stand."""
        return self.counting({})

    def counting(self, counted: Mapping[int, bool]) -> QuerySet:
        """Return the rows that stand; those of some runs, by key, as it is said of them."""
        done = (
            Run.objects.filter(state=Run.DONE).exclude(pk__in=list(counted)).order_by().values("pk")
        )
        with_these = Q(run__in=[key for key, counts in counted.items() if counts])
        return super().get_queryset().filter(Q(run=None) | Q(run__in=done) | with_these)


def run_column() -> models.ForeignKey:
    """Return the column that names the run by which a row came; none for all others."""
    return models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
