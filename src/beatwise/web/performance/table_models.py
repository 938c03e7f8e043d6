"""Rows of imported tables and of dashboards."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


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

    class Meta:
        ordering = ("table", "pk")
        indexes = (models.Index(fields=("batch",)), models.Index(fields=("table",)))

    def __str__(self) -> str:
        return f"{self.table}: {self.check_words}"


class DashboardVersion(models.Model):
    """One version of an office's own dashboard: its document. Never changed; the newest stands.

    ``text`` is empty where a dashboard was taken away.
    """

    name = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    text = models.TextField(blank=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "number")
        constraints = (
            models.UniqueConstraint(fields=("name", "number"), name="one_dashboard_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def thing(self) -> str:
        """How the history names the dashboard."""
        return f"dashboard/{self.name}"
