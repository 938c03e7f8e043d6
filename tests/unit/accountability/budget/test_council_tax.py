"""Council tax by hand: a tax base of 1,000 and Band D of £286.23."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from beatwise.accountability.budget.council_tax import (
    ReferendumLimit,
    Scenario,
    TaxYear,
    bands,
    implied_tax_base,
    product,
    scenario_result,
)
from beatwise.errors import BadInput


YEAR = TaxYear(Decimal("1000.5"), 28623, 30_000_000, ReferendumLimit(1500, "settlement"))


def test_a_scenario_by_hand():
    """£11 on £286.23: £297.23 × 1,000.5 = £297,378.615, half a penny upwards."""
    result = scenario_result(YEAR, Scenario("As proposed", 1100))
    assert (result.band_d, result.precept, result.yield_of_rise) == (29723, 29_737_862, 1_100_550)
    assert (result.gap, result.above) == (262_138, 0)
    assert result.rise_share == Fraction(1100, 28623)


def test_a_rise_above_the_limit_says_by_how_much():
    """£15.01 is a penny above; below zero the gap is what is more than needed."""
    result = scenario_result(YEAR, Scenario("More", 1501))
    assert result.above == 1
    assert (result.gap or 0) < 0


def test_what_is_not_known_is_not_worked_out():
    """Without a tax base there is no precept, without a limit nothing above it: never zero."""
    result = scenario_result(TaxYear(band_d=28623), Scenario("x", 1100))
    assert (result.band_d, result.precept, result.gap, result.above) == (29723, None, None, None)
    assert scenario_result(TaxYear(), Scenario("x", 1100)).rise_share is None


def test_the_printed_difference_implies_a_tax_base():
    """About £1.4m for £4 on Band D: about 350,000 Band D equivalents."""
    assert implied_tax_base(140_000_000, 400) == 350_000
    with pytest.raises(BadInput):
        implied_tax_base(140_000_000, 0)


def test_other_bands_are_ninths():
    """A pays six ninths and H eighteen; D is itself."""
    of = bands(900)
    assert (of["A"], of["D"], of["H"]) == (600, 900, 1800)
    assert bands(100)["A"] == Fraction(200, 3)
    assert product(Decimal("0.5"), 1) == 1
