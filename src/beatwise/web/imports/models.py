"""Imported files: their bytes by hash, and what each import did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
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
