"""Scores of applications, what the office calls itself in published files, and its last day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.accountability.commissioning.blind_scores import Score
from beatwise.web.history.sealing.row_marks import SealedManager


class Assessment(models.Model):
    """One assessor's score of an application, or the interest they declared. Never changed.

    ``grant`` is the number of the record in the register of grants.
    """

    grant = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    interest = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("grant", "pk")
        constraints = (
            models.UniqueConstraint(fields=("grant", "by"), name="one_score_an_assessor"),
        )

    def __str__(self) -> str:
        return f"score of grant {self.grant}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its grant."""
        return f"grants/{self.grant}"

    @property
    def value(self) -> Score:
        """The score as the value that the rules are about."""
        return Score(self.by_id, self.marks, self.comment, self.interest)


class PublisherDetails(models.Model):
    """What the office calls itself in published files: one row at most."""

    name = models.CharField(max_length=200)
    identifier = models.CharField(max_length=80)
    giving_prefix = models.CharField(max_length=40)
    contracting_prefix = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names it."""
        return "publisher/1"


class LastDay(models.Model):
    """The last day of the office, where law or a plan sets one: one row at most."""

    on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    def __str__(self) -> str:
        return f"last day {self.on or 'not set'}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return "last_day/1"
