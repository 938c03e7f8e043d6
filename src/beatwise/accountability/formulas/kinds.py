"""Which kind of value a formula gives, found before any record is read.

Money may be added to money and multiplied by a number, but not by money; two dates have days
between them; a text is compared only with one of a choice's own. What does not fit is refused
where the formula is written, so that no record ever meets it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from beatwise.accountability.formulas.grammar import COMPARISONS
from beatwise.accountability.formulas.syntax import (
    DATE,
    DAYS,
    MONEY,
    NUMBER,
    ON_CLOCKS,
    TEXT,
    YES_NO,
    Binary,
    Call,
    Choice,
    Formula,
    Literal,
    Name,
    Unary,
)
from beatwise.errors import BadInput


_WORDS = {
    NUMBER: "a number",
    MONEY: "money",
    DATE: "a date",
    DAYS: "days",
    TEXT: "a text",
    YES_NO: "yes or no",
    "lines": "a table of lines",
    "link": "a link",
}
_RESULTS = {
    ("+", NUMBER, NUMBER): NUMBER,
    ("-", NUMBER, NUMBER): NUMBER,
    ("*", NUMBER, NUMBER): NUMBER,
    ("/", NUMBER, NUMBER): NUMBER,
    ("+", MONEY, MONEY): MONEY,
    ("-", MONEY, MONEY): MONEY,
    ("*", MONEY, NUMBER): MONEY,
    ("*", NUMBER, MONEY): MONEY,
    ("/", MONEY, NUMBER): MONEY,
    ("/", MONEY, MONEY): NUMBER,
    ("-", DATE, DATE): DAYS,
    ("+", DATE, DAYS): DATE,
    ("+", DAYS, DATE): DATE,
    ("-", DATE, DAYS): DATE,
    ("+", DAYS, DAYS): DAYS,
    ("-", DAYS, DAYS): DAYS,
    ("*", DAYS, NUMBER): DAYS,
    ("*", NUMBER, DAYS): DAYS,
    ("/", DAYS, NUMBER): DAYS,
    ("/", DAYS, DAYS): NUMBER,
}
_ORDERED = (NUMBER, MONEY, DATE, DAYS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value; ``choices`` are the only texts there are, ``columns`` those of lines."""

    name: str
    choices: tuple[str, ...] = ()
    columns: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The kind in words."""
        return _WORDS.get(self.name, self.name)


def kind_of(formula: Formula, fields: Mapping[str, Kind], clocks: Collection[str] = ()) -> Kind:
    """Return the kind of value that a formula gives.

    Raises
    ------
    BadInput
        When it names no field, or puts together what does not fit.
    """
    if isinstance(formula, Literal):
        choices = (str(formula.value),) if formula.kind == TEXT else ()
        return Kind(formula.kind, choices)
    if isinstance(formula, Name):
        return _field(formula.name, fields)
    if isinstance(formula, Call):
        return _call(formula, fields, clocks)
    if isinstance(formula, Unary):
        return _unary(formula, kind_of(formula.operand, fields, clocks))
    if isinstance(formula, Choice):
        ends = [each for each in (formula.then, formula.otherwise) if each is not None]
        return _choice(
            kind_of(formula.condition, fields, clocks),
            *(kind_of(each, fields, clocks) for each in (ends[0], ends[-1])),
        )
    left, right = (kind_of(part, fields, clocks) for part in (formula.left, formula.right))
    return _binary(formula, left, right)


def _field(name: str, fields: Mapping[str, Kind]) -> Kind:
    if name not in fields:
        raise BadInput(
            f"there is no field '{name}'.", next_step=f"The fields are: {', '.join(fields)}."
        )
    return fields[name]


def _call(call: Call, fields: Mapping[str, Kind], clocks: Collection[str]) -> Kind:
    if call.function in ON_CLOCKS:
        if call.name not in clocks or call.column:
            raise BadInput(
                f"there is no clock '{call.name}'.",
                next_step=f"The clocks are: {', '.join(clocks) or 'none'}.",
            )
        return Kind(YES_NO if call.function == "in_time" else DAYS)
    of = _field(call.name, fields)
    if call.function == "known" and not call.column:
        return Kind(YES_NO)
    if of.name != "lines":
        raise BadInput(f"'{call.function}' needs a table of lines, and '{call.name}' is none.")
    if call.function == "count" and not call.column:
        return Kind(NUMBER)
    if call.column not in of.columns:
        raise BadInput(
            f"'{call.name}' has no column '{call.column}'.",
            next_step=f"Write {call.function}({call.name}.COLUMN), with one of: "
            f"{', '.join(of.columns)}.",
        )
    column = of.columns[call.column]
    fit = {"sum": (NUMBER, MONEY), "earliest": (DATE,), "latest": (DATE,)}
    if column.name not in fit.get(call.function, ()):
        raise BadInput(f"'{call.function}' cannot be had of {column.words}.")
    return Kind(column.name)


def _unary(formula: Unary, operand: Kind) -> Kind:
    fit = (YES_NO,) if formula.operator == "not" else (NUMBER, MONEY, DAYS)
    if operand.name not in fit:
        raise BadInput(f"'{formula.operator}' cannot stand before {operand.words}.")
    return Kind(operand.name)


def _choice(condition: Kind, then: Kind, otherwise: Kind) -> Kind:
    if condition.name != YES_NO:
        raise BadInput(f"after 'if' stands {condition.words}, and not yes or no.")
    if then.name != otherwise.name:
        raise BadInput(
            f"after 'then' stands {then.words}, and after 'else' {otherwise.words}.",
            next_step="Both must be of one kind.",
        )
    return Kind(then.name, tuple(dict.fromkeys((*then.choices, *otherwise.choices))))


def _binary(formula: Binary, left: Kind, right: Kind) -> Kind:
    sign = formula.operator
    if sign in ("and", "or"):
        if {left.name, right.name} != {YES_NO}:
            raise BadInput(f"'{sign}' stands between {left.words} and {right.words}.")
        return Kind(YES_NO)
    if sign in COMPARISONS:
        _check_comparison(formula, left, right)
        return Kind(YES_NO)
    if (result := _RESULTS.get((sign, left.name, right.name))) is None:
        raise BadInput(f"'{sign}' cannot stand between {left.words} and {right.words}.")
    return Kind(result)


def _check_comparison(formula: Binary, left: Kind, right: Kind) -> None:
    equality = formula.operator in ("=", "<>")
    if left.name != right.name or not (left.name in _ORDERED or equality):
        raise BadInput(f"{left.words} cannot be compared with {right.words} by {formula.operator}.")
    if left.name not in (*_ORDERED, TEXT, YES_NO):
        raise BadInput(f"{left.words} cannot be compared.")
    for part, other in ((formula.left, right), (formula.right, left)):
        if not isinstance(part, Literal) or part.kind != TEXT or not other.choices:
            continue
        if part.value not in other.choices:
            raise BadInput(
                f"'{part.value}' is not one of the choices.",
                next_step=f"The choices are: {', '.join(other.choices)}.",
            )
