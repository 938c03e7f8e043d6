"""The rows of a budget year: lines, scenarios, the years ahead, savings and survey answers.

Amounts are whole pence. A row that is taken out stays, marked.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from beatwise.accountability.budget.council_tax import Scenario
from beatwise.accountability.budget.year_lines import YearLine
from beatwise.accountability.consultations.answer_shares import Answer
from beatwise.web.budget.models.budget_year import BudgetYear
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager


class BudgetRow(models.Model):
    """What every row has: its budget, its number there, its source, and its version."""

    budget = models.ForeignKey(BudgetYear, on_delete=models.PROTECT, related_name="%(class)s_rows")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    source = models.CharField(max_length=200, blank=True)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        abstract = True
        ordering = ("budget", "number")

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names it: as part of its budget."""
        return self.budget.thing


class BudgetLine(BudgetRow):
    """A line of the budget: planned, and by the last report spent and expected."""

    part = models.CharField(max_length=10)
    planned = pence_column()
    actual = pence_column(null=True)
    expected = pence_column(null=True)
    reported_on = models.DateField(null=True)

    @property
    def value(self) -> YearLine:
        """The line as the value that sums are made of."""
        return YearLine(self.part, self.name, self.planned, self.actual, self.expected)


class BudgetScenario(BudgetRow):
    """A rise of Band D, and what it buys or gives up."""

    rise = pence_column()
    effects = models.TextField(blank=True)

    @property
    def value(self) -> Scenario:
        """The scenario as the value that is worked out."""
        effects = tuple(line.strip() for line in self.effects.splitlines() if line.strip())
        return Scenario(self.name, self.rise, effects)


class PlanYear(BudgetRow):
    """A year or span of the medium-term plan: the deficit and the reserves expected then."""

    deficit = pence_column(null=True)
    reserves = pence_column(null=True)
    risk = models.TextField(blank=True)


class Saving(BudgetRow):
    """A saving: how much, who decides where, and what was achieved by the last report."""

    amount = pence_column()
    decides = models.CharField(max_length=40)
    where = models.TextField(blank=True)
    achieved = pence_column(null=True)
    reported_on = models.DateField(null=True)


class SurveyAnswer(BudgetRow):
    """An option of the precept's survey: its share, and the least and most that it means."""

    share = models.DecimalField(max_digits=5, decimal_places=2)
    least = pence_column()
    most = pence_column()

    @property
    def value(self) -> Answer:
        """The option as the answer that the average is made of, in pounds."""
        return Answer.between(
            self.name, self.share, Decimal(self.least) / 100, Decimal(self.most) / 100
        )
