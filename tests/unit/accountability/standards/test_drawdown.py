"""Developer contributions drawn down: the first to expire first, and to the penny."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.standards import drawdown
from beatwise.accountability.standards.drawdown import Contribution, Drawing
from beatwise.errors import BadInput, Conflict


D, TODAY = dt.date, dt.date(2026, 3, 10)
THREE = [
    Contribution("B", "Blaby", 1000, 1000, 0, D(2028, 1, 1)),
    Contribution("A", "Blaby", 500, 500, 100, D(2026, 6, 1)),
    Contribution("C", "Melton", 900, 900, 0, None),
    Contribution("X", "Melton", 700, 700, 0, D(2026, 3, 9)),
]


def test_the_first_to_expire_is_drawn_first():
    """£6 takes what is left of A, then of B; what expired yesterday is not there."""
    assert drawdown.draw(THREE, 600, TODAY) == [Drawing("A", 400), Drawing("B", 200)]


def test_more_than_there_is_is_refused_with_the_difference():
    """400 + 1,000 + 900 pence are there: 2,301 is a penny too many."""
    with pytest.raises(Conflict, match=r"£0\.01 more"):
        drawdown.draw(THREE, 2301, TODAY)
    with pytest.raises(BadInput):
        drawdown.draw(THREE, 0, TODAY)


@given(
    st.lists(st.builds(
        Contribution, st.uuids().map(str), st.just("Blaby"), st.just(0), st.integers(0, 900),
        st.just(0), st.none() | st.dates(D(2026, 1, 1), D(2028, 1, 1))), max_size=6),
    st.integers(1, 4000),
)  # fmt: skip
def test_no_penny_is_made_lost_or_drawn_while_an_earlier_one_is_left(several, pence):
    """A plain second look: sums, limits, and the order of days, or a refusal of the same size."""
    there = sum(c.left for c in several if c.spend_by is None or c.spend_by >= TODAY)
    if pence > there:
        with pytest.raises(Conflict):
            drawdown.draw(several, pence, TODAY)
        return
    parts = {each.reference: each.pence for each in drawdown.draw(several, pence, TODAY)}
    assert sum(parts.values()) == pence
    for one in several:
        drawn = parts.get(one.reference, 0)
        assert 0 <= drawn <= one.left
        if drawn < one.left and not drawdown.expired(one, TODAY):
            later = [c for c in several if (c.spend_by or D.max) > (one.spend_by or D.max)]
            assert not any(parts.get(c.reference) for c in later)


@pytest.mark.parametrize(("spend_by", "spent", "flagged"), [
    (D(2026, 3, 10), 0, True), (D(2027, 3, 10), 0, True), (D(2027, 3, 11), 0, False),
    (D(2026, 3, 9), 0, False), (None, 0, False), (D(2026, 6, 1), 500, False),
])  # fmt: skip
def test_within_twelve_months_of_its_last_day_a_contribution_is_flagged(spend_by, spent, flagged):
    """Both ends included; what is spent, expired or without a day is not."""
    one = Contribution("A", "Blaby", 500, 500, spent, spend_by)
    assert drawdown.urgent(one, TODAY) is flagged


def test_a_bid_is_population_times_cost_weighed_by_crime():
    """2,400 people at £180 a 1,000, half weighed by twice the area's rate: £432 × 1.5 = £648."""
    half = Fraction(1, 2)
    assert drawdown.bid(2400, Fraction(40), Fraction(80), 18000, half) == 64800
    assert drawdown.bid(2400, Fraction(40), Fraction(80), 18000, Fraction(0)) == 43200
    with pytest.raises(BadInput):
        drawdown.bid(2400, Fraction(0), Fraction(80), 18000, half)
    with pytest.raises(BadInput):
        drawdown.bid(2400, Fraction(40), Fraction(80), 18000, Fraction(3, 2))
