"""A formula in words, for people who never saw a definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

from beatwise.accountability.formulas import syntax
from beatwise.accountability.formulas.syntax import (
    Call,
    Choice,
    Formula,
    Literal,
    Name,
    Unary,
)
from beatwise.accountability.funds import pounds
from beatwise.clock import day_words


# The label of a field, or of a column of the table of lines that a field is; of a clock, under
# ``CLOCK`` and its name.
Label = Callable[[str, str], str]
CLOCK = ""

_SIGNS = {
    "*": "×", "/": "÷", "+": "+", "-": "−", "and": "and", "or": "or", "=": "is", "<>": "is not",
    "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least",
}  # fmt: skip
_TIGHTNESS = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}  # a comparison: 3
_COMPARISON, _WHOLE = 3, 6


def in_words(formula: Formula, label: Label) -> str:
    """Return a formula as a sentence without its full stop.

    Examples
    --------
    >>> from beatwise.accountability.formulas.grammar import formula
    >>> in_words(formula("if known(a) then 2 * a else 0"), lambda name, column: name.upper())
    '2 × “A” if “A” is filled in, otherwise 0'
    """
    return _words(formula, label, 0)


def _words(formula: Formula, label: Label, within: int) -> str:
    """Return a part in words, in brackets where it is looser than what it stands within."""
    words, tightness = _part(formula, label)
    return f"({words})" if tightness < within else words


def _part(formula: Formula, label: Label) -> tuple[str, int]:
    if isinstance(formula, Literal):
        return _literal(formula), _WHOLE
    if isinstance(formula, Name):
        return f"“{label(formula.name, '')}”", _WHOLE
    if isinstance(formula, Call):
        return _call(formula, label), _WHOLE
    if isinstance(formula, Unary):
        return _unary(formula, label), _WHOLE
    if isinstance(formula, Choice):
        return _choice(formula, label), 0
    if formula.operator == "/" and formula.right == Literal(syntax.DAYS, Fraction(1)):
        return _part(formula.left, label)  # days as a number of days
    tightness = _TIGHTNESS.get(formula.operator, _COMPARISON)
    left = _words(formula.left, label, tightness)
    # What is subtracted or divided by keeps its own brackets.
    right = _words(formula.right, label, tightness + (formula.operator in ("-", "/")))
    return f"{left} {_SIGNS[formula.operator]} {right}", tightness


def _choice(formula: Choice, label: Label) -> str:
    words = f"{_words(formula.then, label, 1)} if {_words(formula.condition, label, 1)}"
    if formula.otherwise is None:
        return words
    return f"{words}, otherwise {_words(formula.otherwise, label, 0)}"


def _call(call: Call, label: Label) -> str:
    if call.function in syntax.ON_CLOCKS:
        of = f"“{label(CLOCK, call.name)}”"
    else:
        of = f"“{label(call.name, '')}”"
    if call.column:
        of = f"“{label(call.name, call.column)}” in {of}"
    return {
        "sum": f"the sum of {of}",
        "count": f"the number of entries in {of}",
        "known": f"{of} is filled in",
        "earliest": f"the earliest {of}",
        "latest": f"the latest {of}",
        "days_on": f"the days on the clock {of}",
        "in_time": f"whether the clock {of} stopped in time",
    }[call.function]


def _unary(formula: Unary, label: Label) -> str:
    operand = formula.operand
    if formula.operator == "-":
        return f"−{_words(operand, label, _WHOLE)}"
    if isinstance(operand, Call) and operand.function == "known":
        return _call(operand, label).replace(" is filled in", " is empty")
    return f"not {_words(operand, label, _WHOLE)}"


def _literal(literal: Literal) -> str:
    value = literal.value
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"‘{value}’"
    if literal.kind == syntax.MONEY:
        return pounds(int(value)).removesuffix(".00")  # as a formula writes it: £3, £3.50
    number = f"{float(value):,.10g}"
    return f"{number} day{'' if value == 1 else 's'}" if literal.kind == syntax.DAYS else number
