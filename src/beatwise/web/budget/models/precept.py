"""The steps of a precept, as they were taken, and the deadlines of the statutory calendar."""

from __future__ import annotations

import datetime as dt
from calendar import month_name

from django.db import models

from beatwise.accountability.budget import precept_run
from beatwise.accountability.budget.precept_run import KINDS, VETOES, PreceptStep
from beatwise.accountability.budget.statutory_dates import Deadline
from beatwise.web.budget.models.budget_year import BudgetYear
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager


class PreceptEntry(models.Model):
    """A step of a precept: its kind, its day, the rise in pence and the panel's vote.

    The last one can be taken back with a reason; it stays, marked.
    """

    budget = models.ForeignKey(BudgetYear, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    on = models.DateField()
    rise = pence_column(null=True)
    members = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    in_favour = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("budget", "number")
        constraints = (
            models.UniqueConstraint(fields=("budget", "number"), name="one_step_a_number"),
        )

    def __str__(self) -> str:
        return KINDS[self.kind].title

    @property
    def value(self) -> PreceptStep:
        """The step as the value that the rules are about."""
        vote = None
        if self.members is not None:
            vote = precept_run.recorded_vote(
                str(self), self.members, self.present or self.members, self.in_favour,
                self.against, veto=self.kind in VETOES,
            )  # fmt: skip
        return PreceptStep(self.kind, self.on, self.rise, vote)


class StatutoryDate(models.Model):
    """A deadline as the office keeps it: its basis, and the day it was verified on."""

    step = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    day = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=10)
    basis = models.CharField(max_length=200)
    meaning = models.TextField()
    verified_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("month", "day")

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"deadline/{self.step}"

    @property
    def day_words(self) -> str:
        """The day in words, with whether it is itself in time: ``by 1 February``."""
        return f"{self.rule} {self.day} {month_name[self.month]}"

    @property
    def value(self) -> Deadline:
        """The deadline as the value that days are held against."""
        verified: dt.date | None = self.verified_on
        return Deadline(self.step, self.title, self.day, self.month, self.rule, self.basis,
                        self.meaning, verified)  # fmt: skip
