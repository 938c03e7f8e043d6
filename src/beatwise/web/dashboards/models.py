"""Versions of an office's own dashboards."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager


class DashboardVersion(models.Model):
    """One version of an office's own dashboard: its document. Never changed; the newest stands.

    ``text`` is empty where a dashboard was taken away.
    """

    name = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    text = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

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
