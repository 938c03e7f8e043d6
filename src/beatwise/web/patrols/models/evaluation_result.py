"""What ``beatwise evaluate`` found under a locked protocol, taken into the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.patrols.models.patrol_programme import Programme


class EvaluationResult(models.Model):
    """A ``result.json`` about a programme: its figures, without what they were made from.

    ``lock`` is the hash of the protocol as it was first locked, ``locked`` the day. ``sha256`` is
    of the file as it came.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="evaluations")
    lock = models.CharField(max_length=64)
    locked = models.DateField()
    sha256 = models.CharField(max_length=64)
    figures = models.JSONField()
    taken_in = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SealedManager()

    class Meta:
        ordering = ("-taken_in", "-pk")

    def __str__(self) -> str:
        return f"{self.figures['title']}, locked on {self.locked}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"evaluation/{self.pk}"
