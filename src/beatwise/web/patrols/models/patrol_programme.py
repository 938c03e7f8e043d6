"""A programme of patrols, its hot spots and the shifts of its plan."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager


class Programme(models.Model):
    """A programme: whose plan it is, and the rules of its phones.

    Welfare checks are off until somebody is there to answer them: a contact, a telephone number,
    an address for letters and the hours in which they are staffed.

    ``plan_hash`` is the SHA-256 of the plan that was last taken in. Minutes are whole.
    """

    name = models.CharField(max_length=120, unique=True)
    provider = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()
    plan_hash = models.CharField(max_length=64)
    taken_in = models.DateTimeField(default=timezone.now)
    early_minutes = models.PositiveSmallIntegerField(default=60)
    grace_minutes = models.PositiveSmallIntegerField(default=30)
    welfare_contact = models.CharField(max_length=80, blank=True)
    welfare_telephone = models.CharField(max_length=40, blank=True)
    welfare_email = models.EmailField(blank=True)
    welfare_from = models.TimeField(null=True)
    welfare_until = models.TimeField(null=True)
    welfare_every = models.PositiveSmallIntegerField(default=60)
    welfare_grace = models.PositiveSmallIntegerField(default=10)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names the programme."""
        return f"programme/{self.pk}"

    @property
    def welfare_on(self) -> bool:
        """Whether a staffed contact and its hours are set."""
        words = (self.welfare_contact, self.welfare_telephone, self.welfare_email)
        return all(words) and self.welfare_from is not None and self.welfare_until is not None

    def staffed_at(self, moment: dt.datetime) -> bool:
        """Whether the welfare contact is staffed at a moment; hours may pass midnight."""
        if not self.welfare_on:
            return False
        clock = timezone.localtime(moment).time()
        begins, ends = self.welfare_from, self.welfare_until
        if begins < ends:
            return begins <= clock < ends
        return clock >= begins or clock < ends  # equal: round the clock


class HotSpot(models.Model):
    """A hot spot of a programme as it was from a day on: a later plan may draw it anew.

    ``outline`` is a ring of [longitude, latitude].
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="spots")
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    title = models.CharField(max_length=160)
    beat = models.CharField(max_length=120)
    lon = models.FloatField()
    lat = models.FloatField()
    outline = models.JSONField(default=list)
    why = models.TextField(blank=True)

    objects = SealedManager()

    class Meta:
        ordering = ("beat", "name", "valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "name", "valid_from"), name="one_outline_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.title


class PlanShift(models.Model):
    """A shift of the plan, its routes in longitude and latitude, and the partner that walks it.

    ``base`` is where it starts and ends. ``dropped`` marks a shift that a later plan has no more.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="shifts")
    name = models.CharField(max_length=160)
    partner = models.CharField(max_length=120)
    beat = models.CharField(max_length=120)
    title = models.CharField(max_length=80)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    people = models.PositiveSmallIntegerField(default=1)
    routes = models.JSONField(default=list)
    base = models.JSONField(default=dict)
    dropped = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("begins", "name")
        constraints = (
            models.UniqueConstraint(fields=("programme", "name"), name="one_plan_shift_a_name"),
        )
        indexes = (models.Index(fields=("programme", "begins")),)

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        """How people call it: ``the early shift in Ostermere, 29 November, 06:00 to 14:00``."""
        day = timezone.localtime(self.begins)
        return f"{self.called}, {day.day} {day:%B}, {self.hours}"

    @property
    def hours(self) -> str:
        """When it begins and ends: ``06:00 to 14:00``."""
        begins, ends = timezone.localtime(self.begins), timezone.localtime(self.ends)
        return f"{begins:%H:%M} to {ends:%H:%M}"

    @property
    def called(self) -> str:
        """How people call it without its day: ``the early shift in Ostermere``."""
        name = self.title[:1].lower() + self.title[1:]
        return f"the {name if 'shift' in name.lower() else f'{name} shift'} in {self.beat}"

    @property
    def start_from(self) -> dt.datetime:
        """The first moment at which a phone may start it."""
        return self.begins - dt.timedelta(minutes=self.programme.early_minutes)

    @property
    def hard_stop(self) -> dt.datetime:
        """The moment at which the office stops it, whatever the phone says."""
        return self.ends + dt.timedelta(minutes=self.programme.grace_minutes)
