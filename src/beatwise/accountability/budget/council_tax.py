"""Council tax: what a rise brings, what is left to find, and whether it is within the limit.

The council-tax requirement is the budget less every other income. The precept is the tax base
(Band D equivalents) times the Band D amount. Other bands are ninths of Band D (Local Government
Finance Act 1992, section 5). Amounts are whole pence; the tax base is exact.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from beatwise.errors import BadInput


NINTHS = {"A": 6, "B": 7, "C": 8, "D": 9, "E": 11, "F": 13, "G": 15, "H": 18}


@dataclass(frozen=True, slots=True)
class ReferendumLimit:
    """The largest rise of Band D without a referendum, in pence, and where and when it is set."""

    rise: int
    source: str
    verified_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A rise of Band D in pence, and what it buys or gives up, a sentence each."""

    name: str
    rise: int
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxYear:
    """A year's ground: the tax base, Band D before the rise and the requirement, in pence.

    ``None`` where it is not known; nothing that needs it is worked out then.
    """

    tax_base: Decimal | None = None
    band_d: int | None = None
    requirement: int | None = None
    limit: ReferendumLimit | None = None


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """What a scenario comes to, in pence; ``None`` where the year's ground is not known.

    ``gap`` is what the precept leaves to find (below zero: more than is needed), ``above`` how far
    the rise is above the limit, ``rise_share`` the rise over Band D before.
    """

    scenario: Scenario
    band_d: int | None
    yield_of_rise: int | None
    precept: int | None
    gap: int | None
    above: int | None
    rise_share: Fraction | None


def scenario_result(year: TaxYear, scenario: Scenario) -> ScenarioResult:
    """Work a scenario out."""
    band_d = None if year.band_d is None else year.band_d + scenario.rise
    precept = None if band_d is None or year.tax_base is None else product(year.tax_base, band_d)
    gap = None if precept is None or year.requirement is None else year.requirement - precept
    above = None if year.limit is None else max(0, scenario.rise - year.limit.rise)
    return ScenarioResult(
        scenario=scenario,
        band_d=band_d,
        yield_of_rise=None if year.tax_base is None else product(year.tax_base, scenario.rise),
        precept=precept,
        gap=gap,
        above=above,
        rise_share=Fraction(scenario.rise, year.band_d) if year.band_d else None,
    )


def product(tax_base: Decimal, band_d: int) -> int:
    """Return tax base times Band D in whole pence, half a penny upwards."""
    return int((tax_base * band_d).to_integral_value(ROUND_HALF_UP))


def implied_tax_base(amount: int, difference: int) -> Fraction:
    """Return the tax base at which a difference of Band D brings an amount, both in pence."""
    if difference <= 0 or amount <= 0:
        raise BadInput("an amount and a difference above zero imply a tax base.")
    return Fraction(amount, difference)


def bands(band_d: int) -> dict[str, Fraction]:
    """Return what each band pays in pence, exactly: so many ninths of Band D."""
    return {band: Fraction(band_d * ninths, 9) for band, ninths in NINTHS.items()}
