"""A formula as a tree: literals, names, calls, operations and choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


NUMBER, MONEY, DATE, DAYS, TEXT, YES_NO = "number", "money", "date", "days", "text", "yes_no"
FUNCTIONS = ("sum", "count", "known", "earliest", "latest", "days_on", "in_time")
ON_CLOCKS = ("days_on", "in_time")


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is written in the formula; money in pence, days as a number of days."""

    kind: str
    value: Fraction | dt.date | str | bool


@dataclass(frozen=True, slots=True)
class Name:
    """A field of the record, or a column of the line."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a field, of a column of its lines (``column``), or of a clock."""

    function: str
    name: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Unary:
    """``-`` or ``not`` before a value."""

    operator: str
    operand: Formula


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values and what stands between them."""

    operator: str
    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Choice:
    """``if`` a condition ``then`` one value ``else`` another; without one it is not known."""

    condition: Formula
    then: Formula
    otherwise: Formula | None = None


Formula = Literal | Name | Call | Unary | Binary | Choice


def names(formula: Formula) -> Iterator[str]:
    """Yield the fields that a formula reads, those that hold lines by their own name."""
    for part in parts(formula):
        if isinstance(part, Name) or (isinstance(part, Call) and part.function not in ON_CLOCKS):
            yield part.name


def clocks(formula: Formula) -> Iterator[str]:
    """Yield the clocks that a formula reads."""
    for part in parts(formula):
        if isinstance(part, Call) and part.function in ON_CLOCKS:
            yield part.name


def parts(formula: Formula) -> Iterator[Formula]:
    """Yield a formula and every part of it."""
    yield formula
    if isinstance(formula, Unary):
        yield from parts(formula.operand)
    elif isinstance(formula, Binary):
        yield from parts(formula.left)
        yield from parts(formula.right)
    elif isinstance(formula, Choice):
        yield from parts(formula.condition)
        yield from parts(formula.then)
        if formula.otherwise is not None:
            yield from parts(formula.otherwise)
