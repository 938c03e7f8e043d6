"""A budget year, and what was published of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from beatwise.accountability.budget.council_tax import ReferendumLimit, TaxYear
from beatwise.clock import financial_year_words
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager


class BudgetYear(models.Model):
    """A year's ground, in pence; ``tax_base`` in Band D equivalents; empty where it is not known.

    ``stated_amount`` is what a paper says that ``stated_difference`` of Band D brings.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    tax_base = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    band_d = pence_column(null=True)
    limit_rise = pence_column(null=True)
    limit_source = models.CharField(max_length=200, blank=True)
    limit_verified_on = models.DateField(null=True)
    stated_amount = pence_column(null=True)
    stated_difference = pence_column(null=True)
    risk = models.TextField(blank=True)
    survey_answers = models.PositiveIntegerField(null=True)
    survey_printed = pence_column(null=True)
    survey_weights = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"Budget {self.year_words}"

    @property
    def year_words(self) -> str:
        """The financial year as papers write it."""
        return financial_year_words(self.year)

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"budget/{self.year}"

    def ground(self, requirement: int | None) -> TaxYear:
        """Return the year as the value that scenarios are worked out on."""
        limit = None
        if self.limit_rise is not None:
            limit = ReferendumLimit(self.limit_rise, self.limit_source, self.limit_verified_on)
        return TaxYear(self.tax_base, self.band_d, requirement, limit)


class PublishedBudget(models.Model):
    """A budget and the funds as they stood when somebody published them: words, frozen."""

    budget = models.ForeignKey(BudgetYear, on_delete=models.PROTECT, related_name="published")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    content = models.JSONField()

    objects = SealedManager()

    class Meta:
        ordering = ("budget", "-number")
        constraints = (
            models.UniqueConstraint(fields=("budget", "number"), name="one_issue_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.budget}, issue {self.number}"
