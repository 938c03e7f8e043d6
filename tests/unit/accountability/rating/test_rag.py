"""What must hold of the rating for any numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.measures.measure_units import FIVE_PERCENT, TWO_POINTS
from beatwise.accountability.rating.rag import Direction, change_between, direction_of


numbers = st.decimals(-10_000, 10_000, places=3)
positive = st.decimals("0.001", 10_000, places=3)
tolerances = st.sampled_from([FIVE_PERCENT, TWO_POINTS])


@given(before=positive, after=numbers, factor=st.decimals("0.1", 100, places=1))
def test_scale_does_not_matter(before: Decimal, after: Decimal, factor: Decimal):
    """Pounds or thousands of pounds: a relative direction does not change with the unit."""
    first = change_between(before, after, FIVE_PERCENT)
    other = change_between(before * factor, after * factor, FIVE_PERCENT)
    assert first is not None
    assert first == other


@given(before=numbers, after=numbers, tolerance=tolerances)
def test_opposite_moves_have_opposite_directions(before: Decimal, after: Decimal, tolerance):
    """Turning all signs round turns up into down, and leaves stable as it is."""
    change = change_between(before, after, tolerance)
    turned = change_between(-before, -after, tolerance)
    if change is None:
        assert turned is None
        return
    turn = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    way = direction_of(change, tolerance)
    assert turned is not None
    assert direction_of(turned, tolerance) is turn.get(way, way)


@given(before=positive)
def test_the_bound_itself_is_stable(before: Decimal):
    """Exactly 5 % more is stable for any baseline, where binary arithmetic would often say up."""
    after = before * Decimal("1.05")
    change = change_between(before, after, FIVE_PERCENT)
    assert change == Fraction(5)
    assert direction_of(change, FIVE_PERCENT) is Direction.STABLE
