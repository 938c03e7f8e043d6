"""Rows of the plan, its measures and what was observed.

Numbers are kept as they were written (``65.9``, not ``65.90``): exact on every engine, and the
last printed digit says how exactly a value is known. An empty number is *no data*, never a zero.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.imports.models import RowsOfRuns, run_column


AREA, NAME, NUMBER, PERIOD, TITLE = 80, 80, 40, 24, 200


class PlanVersion(models.Model):
    """One version of the plan: its document, and why it was varied. Never changed."""

    number = models.PositiveIntegerField(primary_key=True)
    valid_from = models.DateField()
    title = models.CharField(max_length=TITLE)
    why = models.TextField(blank=True)
    text = models.TextField()
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"plan/{self.number}"


class Definition(models.Model):
    """One version of a measure: its document, and what lists show of it. Never changed."""

    measure = models.CharField(max_length=NAME)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    serial = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=TITLE)
    strategy = models.CharField(max_length=NAME)
    why = models.TextField(blank=True)
    text = models.TextField()
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("measure", "version")
        constraints = (
            models.UniqueConstraint(fields=("measure", "version"), name="one_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.measure}, version {self.version}"

    @property
    def thing(self) -> str:
        """How the history names the measure."""
        return f"measure/{self.measure}"


class ObservationRow(models.Model):
    """One value of a measure, as known on one day. A later vintage is a row of its own.

    ``period`` is as ``accountability.measures.period`` writes it, ``at`` and ``months`` its order.
    ``reason`` says why a value that was asked about is right. ``removed`` takes a row out that an
    undone import had brought.
    """

    measure = models.CharField(max_length=NAME)
    area = models.CharField(max_length=AREA)
    period = models.CharField(max_length=PERIOD, blank=True)
    at = models.IntegerField()
    months = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=NUMBER, blank=True)
    numerator = models.CharField(max_length=NUMBER, blank=True)
    denominator = models.CharField(max_length=NUMBER, blank=True)
    vintage = models.DateField(null=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    removed = models.BooleanField(default=False)
    run = run_column()

    hidden = False  # true of a copy that the disclosure gate has let out without its numbers

    objects = RowsOfRuns()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("measure", "area", "at")),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, {self.period}"


class Standing(models.Model):
    """Where a measure stands in an area: worked out from what was observed, never typed.

    ``latest`` is the newest value, ``value_count`` the number of rows, ``chart_points`` the points
    of its control chart; ``signals`` are those at the last point that go the unwanted way, by the
    way that is wanted (``up``, ``down``, ``neither``). ``point`` is the chart's latest point, from
    which variation and assurance follow by what the measure wants. ``latest_year`` is the newest
    year that was reported, ``year`` the sums of the newest that months or quarters fill: what a
    measure judged by the year is rated on. The rating is not stored: the rule works it out from
    those and the day, so it is never behind.
    """

    measure = models.CharField(max_length=NAME)
    area = models.CharField(max_length=AREA)
    latest = models.ForeignKey(
        ObservationRow, null=True, on_delete=models.PROTECT, related_name="+"
    )
    value_count = models.PositiveIntegerField(default=0)
    chart_points = models.PositiveIntegerField(default=0)
    signals = models.JSONField(default=dict)
    point = models.JSONField(default=dict)
    latest_year = models.ForeignKey(
        ObservationRow, null=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.JSONField(default=dict)

    objects = SealedManager()

    class Meta:
        ordering = ("measure", "area")
        constraints = (
            models.UniqueConstraint(fields=("measure", "area"), name="one_standing_once"),
        )
        indexes = (models.Index(fields=("area", "measure")),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}"


class Commentary(models.Model):
    """Words on an exception. ``about`` is what it speaks of: a value's period, or what is late.

    A newer value, or another period that falls due, needs words of its own. The newest stands.
    """

    measure = models.CharField(max_length=NAME)
    area = models.CharField(max_length=AREA)
    about = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("measure", "area", "about")),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, {self.about}"


class RebasingDecision(models.Model):
    """A decision that a control chart's limits start afresh with a period."""

    measure = models.CharField(max_length=NAME)
    area = models.CharField(max_length=AREA)
    starts = models.CharField(max_length=PERIOD)
    reason = models.TextField()
    role = models.CharField(max_length=40)
    decided_on = models.DateField()
    withdrawn = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("measure", "area")),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, from {self.starts}"


class PrintedRating(models.Model):
    """What a paper printed beside a value: kept to be set beside the rule's, never taken over.

    ``direction`` and ``rag`` are the words of ``accountability.rating.rag``, empty when not
    printed; ``ruled`` is the direction by the rule were the printed values' periods alike.
    """

    measure = models.CharField(max_length=NAME)
    area = models.CharField(max_length=AREA)
    period = models.CharField(max_length=PERIOD, blank=True)
    direction = models.CharField(max_length=8, blank=True)
    rag = models.CharField(max_length=8, blank=True)
    ruled = models.CharField(max_length=8, blank=True)
    source = models.TextField(blank=True)
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("measure", "area")),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, {self.period}"


class Peer(models.Model):
    """A most similar force's value; ``weight`` is the denominator it was formed from."""

    measure = models.CharField(max_length=NAME)
    force = models.CharField(max_length=AREA)
    period = models.CharField(max_length=PERIOD)
    value = models.CharField(max_length=NUMBER, blank=True)
    weight = models.CharField(max_length=NUMBER, blank=True)
    source = models.TextField(blank=True)
    removed = models.BooleanField(default=False)
    run = run_column()

    objects = RowsOfRuns()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("measure", "period")),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.force}, {self.period}"
