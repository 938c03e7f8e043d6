"""Computed fields: their kinds, the order in which they are worked out, and their values.

A record holds what its formulas give, worked out each time it is kept; where the result is not
known, it holds *no record*, and ``reasons`` says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.formulas import formula_words, syntax
from beatwise.accountability.formulas.kinds import Kind, kind_of
from beatwise.accountability.formulas.syntax import DATE, DAYS, MONEY, NUMBER, TEXT, YES_NO, names
from beatwise.accountability.formulas.working import Missing, Value, worked_out
from beatwise.accountability.registers import clock_readings
from beatwise.accountability.registers.definition_rows import Clock
from beatwise.accountability.registers.field_kinds.kind_table import KINDS, formula_kind
from beatwise.accountability.registers.field_values import Cell, FieldValue, Line
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.timing.clocks import Face, Reading
from beatwise.errors import BadInput


_RESULT_KINDS = {
    NUMBER: (NUMBER, DAYS),
    MONEY: (MONEY,),
    DATE: (DATE,),
    YES_NO: (YES_NO,),
    TEXT: (TEXT,),
}


def kinds(fields: Sequence[Field]) -> dict[str, Kind]:
    """Return the kind of each field, as formulas know it."""
    return {
        field.name: Kind(formula_kind(field.kind), field.choices, kinds(field.columns))
        for field in fields
    }


def check_formula(field: Field, others: Mapping[str, Kind], clocks: Sequence[str]) -> None:
    """Raise ``BadInput`` unless a formula's parts fit, and give what its field holds."""
    if field.tree is None:
        return
    result = kind_of(field.tree, others, clocks)
    own = formula_kind(field.kind)
    if result.name not in _RESULT_KINDS.get(own, ()):
        raise BadInput(f"the formula gives {result.words}, and the field holds {Kind(own).words}.")
    beyond = [choice for choice in result.choices if choice not in field.choices]
    if field.kind == "choice" and (beyond or not result.choices):
        raise BadInput(
            f"the formula can give '{beyond[0] if beyond else 'any text'}', which is no choice."
        )


def working_order(fields: Sequence[Field]) -> tuple[list[Field], list[Field]]:
    """Return the computed fields, each after those that it reads; and those in a circle."""
    left = [field for field in fields if field.tree is not None]
    order: list[Field] = []
    while left:
        waiting = {field.name for field in left}
        ready = [f for f in left if f.tree is not None and not waiting & set(names(f.tree))]
        if not ready:
            return order, left
        order += ready
        left = [field for field in left if field not in ready]
    return order, []


def worked_out_from(register: Definition, name: str) -> tuple[list[Field], list[Clock]]:
    """Return a field with every field that it is worked out from, and the clocks it is read off.

    A clock reads the field of its event and the one that stops it.
    """
    clocks = {clock.name: clock for clock in register.clocks}
    fields: dict[str, Field] = {}
    read: set[str] = set()
    left = [name]
    while left:
        field = register.by_name.get(left.pop())
        if field is None or field.name in fields:
            continue
        fields[field.name] = field
        if field.tree is not None:
            own = set(syntax.clocks(field.tree))
            read |= own
            left += names(field.tree)
            for clock in (clocks[each] for each in own):
                left += (clock.event.removeprefix("field:"), clock.stops)
    return [*fields.values()], [clock for clock in register.clocks if clock.name in read]


def complete(
    definition: Definition, values: Mapping[str, FieldValue], moves: Sequence[Sequence[str]] = ()
) -> dict[str, FieldValue]:
    """Return a record's values with every computed field and column worked out."""
    return _Working(definition, values, moves).values


def reasons(
    definition: Definition, values: Mapping[str, FieldValue], moves: Sequence[Sequence[str]] = ()
) -> dict[str, str]:
    """Return why each computed field that is not known is not, as a sentence, by its name."""
    return _Working(definition, values, moves).reasons


class _Working:
    """A record while its computed fields are worked out (a ``formulas.working.Record``)."""

    def __init__(
        self,
        definition: Definition,
        values: Mapping[str, FieldValue],
        moves: Sequence[Sequence[str]],
    ):
        self._definition, self._moves = definition, moves
        self.values = dict(values)
        self.reasons: dict[str, str] = {}
        for field in definition.fields:
            if any(column.computed for column in field.columns):
                lines = self.values.get(field.name)
                if isinstance(lines, list):
                    self.values[field.name] = [_line(field, line) for line in lines]
        for field in working_order(definition.fields)[0]:
            self._work_out(field)

    def _work_out(self, field: Field) -> None:
        assert field.tree is not None
        result = worked_out(field.tree, self)
        self.values[field.name] = (
            None if isinstance(result, Missing) else _rounded_value(field, result)
        )
        if isinstance(result, Missing):
            self.reasons[field.name] = f"Not known: {result.reason}."

    def value(self, name: str) -> Value:
        field = self._definition.by_name[name]
        record_value = self.values.get(name)
        if record_value is None and name in self.reasons:
            reason = self.reasons[name].removeprefix("Not known: ").removesuffix(".")
            return Missing(reason)
        return _value(field, record_value)

    def recorded(self, name: str) -> bool:
        return self.values.get(name) is not None

    def column(self, name: str, column: str) -> Sequence[Value]:
        field = self._definition.by_name[name]
        own = next(each for each in field.columns if each.name == column)
        return [
            _value(own, line.get(column), f"line {at} of {field.label}")
            for at, line in enumerate(self._lines(name), 1)
        ]

    def count(self, name: str) -> Value:
        return Fraction(len(self._lines(name)))

    def clock_days(self, name: str) -> Value:
        clock, reading = self._reading(name)
        if reading is None:
            return Missing(f"the clock '{clock}' has not stopped")
        return Fraction(reading.used)

    def in_time(self, name: str) -> Value:
        clock, reading = self._reading(name)
        if reading is None:
            return Missing(f"the clock '{clock}' has not stopped")
        return reading.face is Face.MET

    def _reading(self, name: str) -> tuple[str, Reading | None]:
        clock = next(each for each in self._definition.clocks if each.name == name)
        return clock.label, clock_readings.stopped_reading(clock, self.values, self._moves)

    def _lines(self, name: str) -> list[Line]:
        lines = self.values.get(name)
        return lines if isinstance(lines, list) else []


@dataclass(frozen=True, slots=True)
class _LineWorking:
    """One line of a table, as a record of its columns."""

    field: Field
    line: Mapping[str, Cell]

    def value(self, name: str) -> Value:
        column = next(each for each in self.field.columns if each.name == name)
        return _value(column, self.line.get(name))

    def recorded(self, name: str) -> bool:
        return self.line.get(name) is not None

    def column(self, name: str, column: str) -> Sequence[Value]:
        raise TypeError(f"{name} is a column, not a table")  # refused as the definition is read

    count = clock_days = in_time = value


def _line(field: Field, line: Line) -> Line:
    result = dict(line)
    for column in working_order(field.columns)[0]:
        assert column.tree is not None
        value = worked_out(column.tree, _LineWorking(field, result))
        result[column.name] = None if isinstance(value, Missing) else _rounded_value(column, value)
    return result


def _value(field: Field, record_value: FieldValue, where: str = "") -> Value:
    """Return what a record holds as a formula reads it."""
    if record_value is None:
        return Missing(f"{where} has no {field.label}" if where else f"{field.label} has no record")
    assert not isinstance(record_value, list)  # no formula reads a table but by its columns
    return KINDS[field.kind].formula_value(field, record_value)


def _rounded_value(field: Field, value: Fraction | dt.date | str | bool) -> Cell:
    """Return a result as a record holds it; halves of a penny or a last decimal go away from 0."""
    if isinstance(value, Fraction):
        scale = 1 if field.kind == "money" else 10**field.decimals
        whole = _rounded(value * scale)
        return whole // scale if whole % scale == 0 else whole / scale
    return value.isoformat() if isinstance(value, dt.date) else value


def _rounded(value: Fraction) -> int:
    half = abs(value) + Fraction(1, 2)
    return int(half) if value >= 0 else -int(half)


def in_words(field: Field, fields: Sequence[Field], clocks: Sequence[Clock] = ()) -> str:
    """Return a field's formula in words, with the labels of the fields, columns and clocks."""
    of_fields = {each.name: each for each in fields}
    of_clocks = {each.name: each.label for each in clocks}

    def label(name: str, column: str) -> str:
        if name == formula_words.CLOCK:
            return of_clocks[column]
        columns = {each.name: each.label for each in of_fields[name].columns}
        return columns[column] if column else of_fields[name].label

    return formula_words.in_words(field.tree, label) if field.tree else ""
