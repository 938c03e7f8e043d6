"""A project's costs: each line's own multiplication, and the stated total."""

from __future__ import annotations

from fractions import Fraction

from beatwise.accountability.spending.project_costs import CostLine, faults, total_cost


def _line(item: str, cost: int | None, people=None, hours=None, rate=None, weeks=None) -> CostLine:
    numbers = [None if n is None else Fraction(n) for n in (people, hours, weeks)]
    return CostLine(item, cost, numbers[0], numbers[1], rate, numbers[2])


CLUB = [
    _line("Youth worker", 57600, 1, 3, 1500, 8),
    _line("Sports coach", 72000, 1, 3, 2000, 8),
    _line("Materials", 10000, weeks=8),
    _line("Refreshments", 5000),
]


def test_wrong_multiplications_are_named_and_none_that_follows():
    """1 × 3 h × £15 × 8 is £360, stated £576; a lump sum without a rate claims nothing."""
    assert faults(CLUB, 144600) == (
        "Youth worker: 1 people × 3 hours × 8 weeks × £15.00 is £360.00, stated £576.00",
        "Sports coach: 1 people × 3 hours × 8 weeks × £20.00 is £480.00, stated £720.00",
    )
    right = [_line("Youth worker", 36000, 1, 3, 1500, 8)]
    assert faults(right, 36000) == ()


def test_the_total_is_of_what_is_stated_and_else_of_what_it_comes_to():
    """Eight cameras at £169.99 without a stated cost are £1,359.92."""
    assert total_cost(CLUB) == 144600
    assert total_cost([_line("Camera", None, people=8, rate=16999)]) == 135992
    assert faults(CLUB, 144601)[-1] == "the lines come to £1,446.00, stated £1,446.01"
