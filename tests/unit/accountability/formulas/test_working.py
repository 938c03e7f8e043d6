"""Every formula ends in a value or a reason, equal to working it out by hand."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.formulas.grammar import formula
from beatwise.accountability.formulas.working import Missing, Value, worked_out


@dataclass
class World:
    """A record of plain values; ``None`` is not recorded."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, list[object]] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """A field's value."""
        held = self.values.get(name)
        return Missing(f"{name} is not recorded") if held is None else held

    def recorded(self, name: str) -> bool:
        """Whether it is there."""
        return self.values.get(name) is not None

    def column(self, name: str, column: str) -> Sequence[Value]:
        """A column of the only table."""
        cells = self.lines[f"{name}.{column}"]
        return [Missing(f"line {i} has no {column}") if c is None else c
                for i, c in enumerate(cells, 1)]  # fmt: skip

    def count(self, name: str) -> Value:
        """How many lines."""
        return Fraction(len(self.lines[name]))

    def clock_days(self, name: str) -> Value:
        """A clock of nine days."""
        return Fraction(9)

    def in_time(self, name: str) -> Value:
        """A clock that was met."""
        return True


def result(words: str, **values: object) -> Value:
    """A formula on a record of these fields."""
    return worked_out(formula(words), World(values))


NUMBERS = st.one_of(st.none(), st.fractions(-1000, 1000, max_denominator=100))


@st.composite
def sums(draw: st.DrawFn, depth: int = 4) -> tuple[str, object]:
    """A formula over a, b, c and the function of plain Python that it stands for."""
    if depth == 0 or draw(st.booleans()):
        if draw(st.booleans()):
            name = draw(st.sampled_from("abc"))
            return name, lambda v: v[name]
        number = draw(st.integers(0, 99))
        return str(number), lambda v: Fraction(number)
    left, one = draw(sums(depth - 1))
    right, two = draw(sums(depth - 1))
    sign = draw(st.sampled_from(["+", "-", "*", "/", "if"]))
    if sign == "if":

        def chosen(v):
            x, y = one(v), two(v)
            return None if x is None or y is None else (x if x < y else y)

        return f"(if {left} < {right} then {left} else {right})", chosen

    def plain(v):
        x, y = one(v), two(v)
        if x is None or y is None or (sign == "/" and y == 0):
            return None
        return {"+": x + y, "-": x - y, "*": x * y}[sign] if sign != "/" else x / y

    return f"({left} {sign} {right})", plain


@given(sums(), NUMBERS, NUMBERS, NUMBERS)
def test_sums_are_those_of_exact_fractions(tree, a, b, c):
    """Equal to plain Python on fractions; what is missing or divides by zero is not known."""
    words, plain = tree
    if len(words) > 500:
        return
    values = {"a": a, "b": b, "c": c}
    found, wanted = result(words, **values), plain(values)
    if wanted is None or isinstance(found, Missing):
        assert isinstance(found, Missing)
        assert found.reason
        assert wanted is None or "range" in found.reason
    else:
        assert found == wanted


@pytest.mark.parametrize(("left", "right"), [*itertools.product([True, False, None], repeat=2)])
def test_and_and_or_know_what_one_side_decides(left, right):
    """The truth table of three values: no decides and, yes decides or; missing stays so."""
    both = result("a and b", a=left, b=right)
    either = result("a or b", a=left, b=right)
    if left is False or right is False:
        assert both is False
    elif None in (left, right):
        assert isinstance(both, Missing)
    else:
        assert both is True
    if left is True or right is True:
        assert either is True
    elif None in (left, right):
        assert isinstance(either, Missing)
    else:
        assert either is False


def test_not_turns_yes_and_no_round():
    """Each into the other."""
    assert result("not a", a=True) is False
    assert result("not a", a=False) is True


@pytest.mark.parametrize(("a", "b"), [*itertools.product([1, 2, 3], repeat=2)])
def test_comparisons_are_those_of_numbers(a, b):
    """All six signs over less, the same and more."""
    x, y = Fraction(a), Fraction(b)
    signs = {"=": x == y, "<>": x != y, "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}
    for sign, wanted in signs.items():
        assert result(f"a {sign} b", a=x, b=y) is wanted


def test_what_is_not_known_says_why():
    """A field that is empty, a division by zero, a line without its amount, too large a number."""
    assert result("a + 1") == Missing("a is not recorded")
    assert result("1 / a", a=Fraction(0)) == Missing("it divides by zero")
    world = World(lines={"costs.pay": [Fraction(1), None], "costs": [1, 1], "none.on": []})
    assert worked_out(formula("sum(costs.pay)"), world) == Missing("line 2 has no pay")
    assert worked_out(formula("latest(none.on)"), world) == Missing("there is no line yet")
    assert result("a * a", a=Fraction(10**15)) == Missing("it is out of range")
    assert result("a + 1", a=Fraction(10**15)) == Missing("it is out of range")
    assert result("a * 1", a=Fraction(10**15)) == 10**15
    assert result("-a * 1", a=Fraction(10**15)) == -(10**15)
    assert result("if a then 1 else 2") == Missing("a is not recorded")
    assert result("not a") == Missing("a is not recorded")


def test_only_the_side_that_is_chosen_is_asked():
    """``if known(a) then a else 0`` is how a definition says what an empty field stands for."""
    assert result("if known(a) then a else 0") == 0
    assert result("if known(a) then a else 0", a=Fraction(7)) == 7


def test_dates_and_days():
    """Days between, days on and days back, over the end of a February with 29 days."""
    day = dt.date(2024, 2, 28)
    assert result("a + 2 days", a=day) == dt.date(2024, 3, 1)
    assert result("2 days + a", a=day) == dt.date(2024, 3, 1)
    assert result("a - 1 day", a=day) == dt.date(2024, 2, 27)
    assert result("b - a", a=day, b=dt.date(2024, 3, 1)) == 2
    assert result("a + 14 days / 4", a=day) == dt.date(2024, 3, 2)
    assert result("a + 999999999 days", a=day) == Missing("it is out of range")
    assert result("a < b", a=day, b=dt.date(2024, 3, 1)) is True


def test_tables_of_lines():
    """Sum, count, first and last day; no line sums to nothing."""
    world = World(lines={"costs": [1, 1], "costs.pay": [Fraction(150), Fraction(250)],
                         "costs.on": [dt.date(2026, 1, 2), dt.date(2025, 1, 2)],
                         "none.pay": []})  # fmt: skip
    assert worked_out(formula("sum(costs.pay)"), world) == 400
    assert worked_out(formula("sum(none.pay)"), world) == 0
    assert worked_out(formula("count(costs)"), world) == 2
    assert worked_out(formula("earliest(costs.on)"), world) == dt.date(2025, 1, 2)
    assert worked_out(formula("latest(costs.on)"), world) == dt.date(2026, 1, 2)
    assert worked_out(formula("-(days_on(review) / 3 days)"), world) == -3
    assert worked_out(formula("in_time(review)"), world) is True


def test_a_choice_without_an_else_is_not_known_where_its_condition_does_not_hold():
    """It says what is lacking, where it asks for that; it never becomes a zero."""
    assert result("if known(a) then 2 * a", a=None) == Missing("a is not recorded")
    assert result("if known(a) then 2 * a", a=Fraction(3)) == 6
    other = result("if a > 5 then a", a=Fraction(3))
    assert other == Missing("what it is worked out for does not hold")
