"""Projects that a receiver agreed: what each is, when it was agreed, and what it costs."""

from __future__ import annotations

from fractions import Fraction

from django.db import models

from beatwise.accountability.spending.project_costs import CostLine
from beatwise.web.funds.models.fund import Fund, Line
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.search.search_field import SearchField


class Project(models.Model):
    """A project on a line. ``agreed_on`` is the day its receiver agreed it; unknown where empty.

    ``costs`` are its cost lines: item, people, hours, rate and weeks as text, and the stated cost
    in pence; ``stated_total`` what the receiver's own sum says, in pence.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="projects")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="projects")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    agreed_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    costs = models.JSONField(default=list)
    stated_total = pence_column(null=True)
    source = models.CharField(max_length=200, blank=True)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("name", "about"))

    objects = SealedManager()

    class Meta:
        ordering = ("fund", "number")
        constraints = (
            models.UniqueConstraint(fields=("fund", "number"), name="one_project_a_number"),
        )
        indexes = (models.Index(fields=("line",)),)

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names it: as part of its fund."""
        return self.fund.thing

    def cost_lines(self) -> list[CostLine]:
        """Return its costs as the values that are worked with."""
        return [
            CostLine(
                item=each["item"], cost=each["cost"], rate=each["rate"],
                people=_number(each["people"]), hours=_number(each["hours"]),
                weeks=_number(each["weeks"]),
            )
            for each in self.costs
        ]  # fmt: skip


def _number(text: str) -> Fraction | None:
    return Fraction(text) if text else None
