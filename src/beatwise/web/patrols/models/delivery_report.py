"""What ``beatwise measure`` found of a programme, taken into the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.patrols.models.patrol_programme import Programme


class DeliveryReport(models.Model):
    """A ``fidelity.json`` of a programme's plan: of which days, and its figures.

    ``sha256`` is of the file as it came.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reports")
    first = models.DateField()
    last = models.DateField()
    sha256 = models.CharField(max_length=64)
    figures = models.JSONField()
    taken_in = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SealedManager()

    class Meta:
        ordering = ("-last", "-taken_in", "-pk")

    def __str__(self) -> str:
        return f"{self.programme}, {self.first} to {self.last}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"delivery-report/{self.pk}"
