"""Work a formula out on a record. What is not recorded stays so, with the reason.

Numbers are exact fractions until they are held, so that no order of adding changes a penny.
Division by zero is not an error and not a zero: the result is not known, and says why. ``no and``
anything is no and ``yes or`` anything is yes, whatever the other side would have been.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from beatwise.accountability.formulas.syntax import (
    Call,
    Choice,
    Formula,
    Literal,
    Name,
    Unary,
)


Known = Fraction | dt.date | str | bool
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Missing:
    """That a value is not known, and the reason in words: ``Offered is not recorded``."""

    reason: str


Value = Known | Missing


class Record(Protocol):
    """What a formula reads of a record."""

    def value(self, name: str) -> Value:
        """Return the value of a field."""

    def recorded(self, name: str) -> bool:
        """Whether the field holds anything."""

    def column(self, name: str, column: str) -> Sequence[Value]:
        """Return a column of a table of lines, a value each line."""

    def count(self, name: str) -> Value:
        """Return how many lines a table has."""

    def clock_days(self, name: str) -> Value:
        """Return how many days a clock counted until it stopped."""

    def in_time(self, name: str) -> Value:
        """Return whether a clock stopped in time."""


def worked_out(formula: Formula, record: Record) -> Value:
    """Return the value of a formula whose kinds fit (``kinds.kind_of``) on one record."""
    if isinstance(formula, Literal):
        return formula.value
    if isinstance(formula, Name):
        return record.value(formula.name)
    if isinstance(formula, Call):
        return _call(formula, record)
    if isinstance(formula, Unary):
        return _unary(formula, worked_out(formula.operand, record))
    if isinstance(formula, Choice):
        condition = worked_out(formula.condition, record)
        if isinstance(condition, Missing):
            return condition
        branch = formula.then if condition else formula.otherwise
        if branch is None:
            return _otherwise(formula.condition, record)
        return worked_out(branch, record)
    left, right = worked_out(formula.left, record), worked_out(formula.right, record)
    return _binary(formula.operator, left, right)


def _otherwise(condition: Formula, record: Record) -> Missing:
    """Return why a choice without an ``else`` is not known: what its condition asks for."""
    if isinstance(condition, Call) and condition.function == "known":
        value = record.value(condition.name)
        if isinstance(value, Missing):
            return value
    return Missing("what it is worked out for does not hold")


def _call(call: Call, record: Record) -> Value:
    if call.function == "known":
        return record.recorded(call.name)
    if call.function == "count":
        return record.count(call.name)
    if call.function == "days_on":
        return record.clock_days(call.name)
    if call.function == "in_time":
        return record.in_time(call.name)
    values = record.column(call.name, call.column)
    for value in values:
        if isinstance(value, Missing):
            return value
    if call.function == "sum":
        return _bounded(sum((v for v in values if isinstance(v, Fraction)), Fraction(0)))
    days = [value for value in values if isinstance(value, dt.date)]
    if not days:
        return Missing("there is no line yet")
    return min(days) if call.function == "earliest" else max(days)


def _unary(formula: Unary, operand: Value) -> Value:
    if isinstance(operand, Missing):
        return operand
    if formula.operator == "not":
        return not operand
    return -operand if isinstance(operand, Fraction) else operand


def _binary(sign: str, left: Value, right: Value) -> Value:
    if sign in ("and", "or"):
        decisive = sign == "or"
        if left is decisive or right is decisive:
            return decisive
    if isinstance(left, Missing):
        return left
    if isinstance(right, Missing):
        return right
    if sign in ("and", "or"):
        return sign == "and"
    if sign in _COMPARE:
        return bool(_COMPARE[sign](left, right))
    if sign == "/" and not right:
        return Missing("it divides by zero")
    if isinstance(left, dt.date) or isinstance(right, dt.date):
        return _days(sign, left, right)
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    return _bounded(_ARITHMETIC[sign](left, right))


def _days(sign: str, left: Known, right: Known) -> Value:
    """Return a date so many whole days on, or the days between two dates."""
    if isinstance(left, dt.date) and isinstance(right, dt.date):
        return Fraction((left - right).days)
    day, days = (left, right) if isinstance(left, dt.date) else (right, left)
    assert isinstance(day, dt.date)
    assert isinstance(days, Fraction)
    try:
        return day + dt.timedelta(days=int(-days if sign == "-" else days))
    except OverflowError:
        return Missing("it is out of range")


def _bounded(value: Fraction) -> Value:
    return value if abs(value) <= _LARGEST else Missing("it is out of range")


_COMPARE: dict[str, Callable[[Any, Any], object]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
