"""What only paper tells of: visits of a filled sheet, hours that a supervisor returned."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.patrols.models.patrol_programme import PlanShift, Programme


class PaperRow(models.Model):
    """A line of a paper sheet: somebody's word, and always evidence of grade C.

    Either ``begins`` and ``ends`` are there, of a visit in a hot spot, or ``hours``: person-hours
    of the day in a hot spot, or on the beat as a whole where ``spot`` is empty. ``shift`` is the
    shift of the plan whose sheet it was, where that is known. ``partner`` walked it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="paper")
    shift = models.ForeignKey(PlanShift, on_delete=models.PROTECT, null=True, related_name="paper")
    partner = models.CharField(max_length=120)
    beat = models.CharField(max_length=120)
    spot = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    begins = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    hours = models.FloatField(null=True)
    people = models.PositiveSmallIntegerField(default=1)
    taken_in = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SealedManager()

    class Meta:
        ordering = ("day", "begins", "pk")
        indexes = (models.Index(fields=("programme", "day")),)

    def __str__(self) -> str:
        return f"{self.partner}, {self.spot or self.beat}, {self.day}"

    @property
    def minutes(self) -> float:
        """Minutes of the visit; 0 where only hours are known."""
        if self.begins is None or self.ends is None:
            return 0.0
        return (self.ends - self.begins) / dt.timedelta(minutes=1)

    @property
    def person_hours(self) -> float:
        """Hours of everybody who walked."""
        return self.hours if self.hours is not None else self.minutes * self.people / 60
