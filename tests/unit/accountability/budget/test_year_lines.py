"""A year's budget lines: sums, variances, and what is not reported is not zero."""

from __future__ import annotations

from fractions import Fraction

from beatwise.accountability.budget.year_lines import (
    FORCE,
    INCOME,
    OFFICE,
    OTHER,
    YearLine,
    force_share,
    part_sum,
    requirement,
)


LINES = [
    YearLine(INCOME, "Police grant", 60_000, 30_000, 60_000),
    YearLine(FORCE, "Officers", 80_000, 41_000, 82_000),
    YearLine(FORCE, "Staff", 20_000),
    YearLine(OFFICE, "Office", 5_000, 2_000, 4_900),
    YearLine(OTHER, "Partnerships", 15_000, 0, 15_000),
]


def test_the_requirement_is_spending_less_other_income():
    """120,000 of spending less 60,000 of grant; 100,000 of it is given to the chief constable."""
    assert requirement(LINES) == 60_000
    assert force_share(LINES) == Fraction(100, 120)
    assert force_share([]) is None


def test_without_an_income_or_without_spending_the_requirement_is_not_known():
    """A budget whose grant was not entered yet would ask all spending of the council tax."""
    assert requirement([line for line in LINES if line.part != INCOME]) is None
    assert requirement([line for line in LINES if line.part == INCOME]) is None
    assert requirement([]) is None


def test_a_part_with_a_line_that_was_not_reported_has_no_sum():
    """Expected of the force is unknown while one line is; of the office it is 100 below plan."""
    force, office = part_sum(FORCE, LINES), part_sum(OFFICE, LINES)
    assert (force.planned, force.actual, force.expected, force.missing) == (100_000, None, None, 1)
    assert (office.variance, force.variance, office.missing) == (-100, None, 0)
    assert (part_sum(OTHER, LINES).actual, part_sum(OTHER, []).actual) == (0, None)
