"""The formula by which a fund's money of a year is shared among its receivers."""

from __future__ import annotations

from fractions import Fraction

from django.db import models

from beatwise.accountability.spending.formula_allocation import (
    Factor,
    factor_value,
    weight,
)
from beatwise.clock import financial_year_words
from beatwise.web.funds.models.fund import Fund
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager


class SharingFormula(models.Model):
    """An amount in pence, and factors: each a name, a weight in per cent, a source and values.

    A factor's ``values`` are by the number of the line. Weights and values are text, as typed, so
    that no digit is lost.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="formulas")
    year = models.PositiveSmallIntegerField()
    amount = pence_column()
    factors = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("fund", "-year")
        constraints = (models.UniqueConstraint(fields=("fund", "year"), name="one_formula_a_year"),)

    def __str__(self) -> str:
        return f"formula of {self.fund}, {financial_year_words(self.year)}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its fund."""
        return self.fund.thing

    def values(self) -> list[Factor]:
        """Return the factors as the values that are worked with."""
        return [
            Factor(each["name"], weight(each["weight"]), each["source"], _values(each["values"]))
            for each in self.factors
        ]


def _values(texts: dict[str, str]) -> dict[str, Fraction]:
    return {line: factor_value(text, line) for line, text in texts.items()}
