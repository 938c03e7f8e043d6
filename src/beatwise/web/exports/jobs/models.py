"""Exports that someone asked for and that were too long to wait for."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone


EXPIRES_AFTER = dt.timedelta(days=7)


def until() -> dt.datetime:
    """Return when an export that is asked for now expires."""
    return timezone.now() + EXPIRES_AFTER


class Export(models.Model):
    """One file for one person: which list, narrowed how, in which format, and how far it is.

    ``done`` of ``rows`` are read. After ``expires`` it is taken away, with its file. ``words`` say
    why it could not be made.
    """

    WAITING, MAKING, READY, FAILED = "waiting", "making", "ready", "failed"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    filters = models.JSONField(default=dict)
    form = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(default=until)
    state = models.CharField(max_length=20, default=WAITING)
    rows = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("by", "-at")), models.Index(fields=("expires",)))

    def __str__(self) -> str:
        return f"{self.title} as {self.form}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"export/{self.pk}"


class ExportFile(models.Model):
    """The bytes of an export, apart from what a list of exports reads."""

    export = models.OneToOneField(Export, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.export)
