"""Rolling years: formed from months and quarters, which is also what limits are drawn from.

A year that is renewed each quarter shares nine months with the one before. The months or quarters
underneath are kept as values of the same measure, and the year is formed from them.
"""

from __future__ import annotations

from decimal import Decimal

from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period, quarter
from beatwise.accountability.measures.years.judged_value import latest_judged
from beatwise.accountability.measures.years.rolling_years import rolling_years
from beatwise.accountability.rating.chart_line import chart_line


PLAN = {m.id: m for m in load_set("plan-2025-29").measures}


def _quarters(*parts: tuple[str, int, int]) -> list[Observation]:
    """Quarters from April 2025 on, each a value, a numerator and a denominator."""
    return [
        Observation(
            quarter(2025 + at // 4, 1 + at % 4), Decimal(value), "whole area",
            Decimal(above), Decimal(below),
        )
        for at, (value, above, below) in enumerate(parts)
    ]  # fmt: skip


def test_a_year_of_offences_is_the_sum_of_its_quarters():
    """2,900, 3,000, 2,800 and 3,100 offences are a year of 11,800, which is rated."""
    values = _quarters(*((count, 0, 1) for count in ("2900", "3000", "2800", "3100")))
    year = latest_judged(PLAN["neighbourhood-crime"], values)
    assert year is not None
    assert (year.value, year.period) == (11_800, Period.parse("2025/26"))


def test_a_percentage_is_never_the_mean_of_its_quarters():
    """90 of 100, and three times 10 of 1,000, are 3.9 % of a year's victims and not 23.25 %."""
    values = _quarters(("90.0", 90, 100), *[("1.0", 10, 1000)] * 3)
    (year,) = rolling_years(PLAN["victim-satisfaction-force"], values)
    assert year.formed.value == Decimal("3.9")


def test_the_same_people_stand_behind_each_quarter():
    """120 robberies a quarter among 600,000 people are 0.80 per 1,000 in the year, and not 0.20."""
    values = _quarters(*[("0.20", 120, 600_000)] * 4)
    (year,) = rolling_years(PLAN["robbery"], values)
    assert (year.formed.value, year.formed.denominator) == (Decimal("0.80"), 600_000)


def test_a_year_without_one_of_its_quarters_is_not_formed():
    """Three quarters are no year; the fourth is not guessed."""
    values = _quarters(*[("3000", 0, 1)] * 4)
    assert rolling_years(PLAN["neighbourhood-crime"], values[:3]) == ()
    assert len(rolling_years(PLAN["neighbourhood-crime"], values)) == 1


def test_a_reported_year_is_kept_beside_the_formed_one():
    """Reported as 11,545 where the quarters give 12,000: 455 fewer, and the formed one is rated."""
    reported = Observation(Period.parse("2025/26"), Decimal(11_545))
    values = [*_quarters(*[("3000", 0, 1)] * 4), reported]
    (year,) = rolling_years(PLAN["neighbourhood-crime"], values)
    assert (year.reported, year.difference) == (reported, -455)
    latest = latest_judged(PLAN["neighbourhood-crime"], values)
    assert latest is not None
    assert latest.value == 12_000


def test_the_chart_is_drawn_from_the_quarters_and_not_from_overlapping_years():
    """Rolling years alone have no limits; with four quarters underneath, those are charted."""
    spans = ("2024-07:2025-06", "2024-10:2025-09", "2025-01:2025-12", "2025-04:2026-03")
    rolling = [Observation(Period.parse(span), Decimal(12_000)) for span in spans]
    assert chart_line(rolling) == ()
    line = chart_line([*rolling, *_quarters(*[("3000", 0, 1)] * 4)])
    assert [period.length for period, _ in line] == [3, 3, 3, 3]
