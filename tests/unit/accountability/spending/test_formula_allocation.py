"""A formula shares out every penny, and shows how."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from beatwise.accountability.spending.formula_allocation import (
    Factor,
    factor_value,
    shared_out,
    weight,
)
from beatwise.errors import BadInput
from beatwise.largest_remainder import largest_remainder


def _factor(name: str, part: int, *values: int) -> Factor:
    named = {f"r{at}": Fraction(value) for at, value in enumerate(values)}
    return Factor(name, Fraction(part, 100), "mid-2024 estimates", named)


def test_weights_values_and_pennies():
    """£1 by people (75 %) and crime (25 %): 62.5 p and 37.5 p; the larger gets the odd penny."""
    lines = shared_out(100, [_factor("people", 75, 2, 1), _factor("crime", 25, 1, 1)])
    assert [line.share for line in lines] == [Fraction(5, 8), Fraction(3, 8)]
    assert [line.due for line in lines] == [Fraction(125, 2), Fraction(75, 2)]
    assert [(line.pence, line.penny) for line in lines] == [(63, True), (37, False)]


def _brute_force(shares: list[int], total: int) -> list[list[int]]:
    """Every way to share that leaves the least total distance from the dues."""
    dues = [Fraction(share * total, sum(shares)) for share in shares]
    ways = [
        way for way in itertools.product(range(total + 1), repeat=len(shares)) if sum(way) == total
    ]
    distance = {w: sum(abs(p - d) for p, d in zip(w, dues, strict=True)) for w in ways}
    least = min(distance.values())
    return [list(way) for way in ways if distance[way] == least]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_largest_remainder_is_the_nearest_way_of_all(size: int):
    """Against every way to share small amounts: none lies nearer to the dues."""
    for shares in itertools.product(range(4), repeat=size):
        for total in range(8 if size < 4 else 5):
            if sum(shares):
                assert largest_remainder(list(shares), total) in _brute_force(list(shares), total)


def test_a_thousand_formulas_sum_exactly():
    """1,000 random formulas, up to forty receivers: the parts are the whole, none off by 1 p."""
    draw = random.Random(13)
    for _ in range(1000):
        size, total = draw.randint(1, 40), draw.randint(0, 10**9)
        part = draw.randint(1, 99)
        factors = [
            _factor("people", part, *(draw.randint(1, 10**6) for _ in range(size))),
            _factor("crime", 100 - part, *(draw.randint(0, 10**4) + 1 for _ in range(size))),
        ]
        lines = shared_out(total, factors)
        assert sum(line.pence for line in lines) == total
        assert all(abs(line.pence - line.due) < 1 for line in lines)


@pytest.mark.parametrize(("factors", "message"), [
    ([], "at least one factor"),
    ([_factor("people", 90, 1, 1)], "not to 100 %"),
    ([_factor("people", 60, 1), _factor("crime", 60, 1)], "not to 100 %"),
    ([_factor("people", 50, 1, 2), _factor("crime", 50, 1)], "same receivers"),
    ([Factor("people", Fraction(1), " ", {"a": Fraction(1)})], "no source"),
    ([_factor("people", 100, -1, 2)], "below zero"),
    ([_factor("people", 100, 0, 0)], "zero for everybody"),
])  # fmt: skip
def test_a_formula_that_cannot_be(factors: list[Factor], message: str):
    """Weights that are not one in all, other receivers, no source, and nothing to share by."""
    with pytest.raises(BadInput, match=message):
        shared_out(100, factors)


@pytest.mark.parametrize("entry", ["", "0", "101", "-5", "half", "nan", "1e99"])
def test_a_weight_is_a_percentage(entry: str):
    """Above 0 and at most 100; the refusal says so."""
    with pytest.raises(BadInput) as caught:
        weight(entry)
    assert caught.value.next_step
    with pytest.raises(BadInput):
        factor_value("-1", "Blaby")
    assert (weight("12.5 %"), factor_value("1,234", "x")) == (Fraction(1, 8), 1234)
