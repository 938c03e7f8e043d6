"""Figures of a register, counted and added up: by state, choice, month or year.

A group is of records, which the database counts, or of the lines of a table within them. It is for
whoever sees every field it is made of. What is not recorded is a line of its own, and a sum says
how many records it lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Count,
    Expression,
    F,
    FloatField,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.functions import Cast, Substr

from beatwise.accountability.registers import clock_readings, computed_fields, field_values
from beatwise.accountability.registers.definition_rows import FigureGroup
from beatwise.accountability.registers.field_kinds.kind_table import KINDS
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.clock import Month
from beatwise.web.registers import selectors
from beatwise.web.registers.lookups import line_tallies
from beatwise.web.registers.lookups.field_queries import held_text
from beatwise.web.registers.lookups.line_tallies import KEY_LENGTHS
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition


MOST_ROWS = 60


class Figure(NamedTuple):
    """One cell: its value (money in pence; ``None``: not known), and how many records it lacks."""

    value: float | None
    lacking: int = 0


class FigureRow(NamedTuple):
    """One line of a group: its key as records hold it, its name, and a figure for each column."""

    key: str | None
    name: str
    figures: tuple[Figure, ...]


class FigureTable(NamedTuple):
    """A group with its rows; ``total`` is of all of them, ``left`` how many are not shown."""

    group: FigureGroup
    by: str
    columns: tuple[Field, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow
    left: int
    clocks: tuple[str, ...]


RECORDS, LINES = Field("records", "Records", "number"), Field("records", "Lines", "number")


def visible_groups(register: Definition, person: Person) -> tuple[FigureGroup, ...]:
    """Return the groups whose every field this person sees; counts pass no gate here."""
    if not register.sees_exact(person):
        return ()
    names = {"state", *(field.name for field in register.seen_fields(person))}
    return tuple(g for g in register.figures if _made_of(g) <= names)


def table(
    register: Definition, group: FigureGroup, rows: QuerySet[Record], person: Person
) -> FigureTable:
    """Return a group over records, or over the lines within them, from one query."""
    columns = _columns(register, group)
    result = line_tallies.tallies(group, rows) if group.of else _tallies(register, group, rows)
    lines = [_row(group, line["group_key"], line) for line in result]
    named = _named(register, group, lines, person)
    total = FigureRow(None, "All", tuple(_sum(lines, at) for at in range(len(columns))))
    by_field = register.counted_fields(group.of).get(group.by)
    by = by_field.label if by_field else "State"
    return FigureTable(
        group, by, columns, tuple(named[-MOST_ROWS:] if group.period else named[:MOST_ROWS]),
        total, max(0, len(named) - MOST_ROWS), _clocks(register, group),
    )  # fmt: skip


def _made_of(group: FigureGroup) -> set[str]:
    """Return the fields that somebody must see to see a group."""
    return {group.of} if group.of else {group.by, *group.sums, *group.yes}


def _tallies(
    register: Definition, group: FigureGroup, rows: QuerySet[Record]
) -> list[dict[str, Any]]:
    """Return the counts and sums of records by the key of their group."""
    figures: dict[str, Expression] = {"records": Count("pk")}
    for field in (register.by_name[name] for name in group.sums):
        figures[f"sum_{field.name}"] = Sum(_number(field))
        figures[f"known_{field.name}"] = Count(_number(field))
    for name in group.yes:
        figures[f"yes_{name}"] = Count("pk", filter=Q(**{f"values__{name}": True}))
        figures[f"no_{name}"] = Count("pk", filter=Q(**{f"values__{name}": False}))
    keyed = rows.order_by().annotate(group_key=_key(group)).values("group_key")
    return list(keyed.annotate(**figures))


def words(column: Field, figure: Figure) -> str:
    """Return a figure as a page shows it, with how many records it lacks."""
    if figure.value is None:
        return field_values.NO_RECORD
    value = int(figure.value) if float(figure.value).is_integer() else round(figure.value, 6)
    amount = field_values.display_text(column, value)
    return f"{amount} ({figure.lacking:,} not recorded)" if figure.lacking else amount


def _columns(register: Definition, group: FigureGroup) -> tuple[Field, ...]:
    fields = register.counted_fields(group.of)
    sums = [fields[name] for name in group.sums]
    answers = []
    for name in group.yes:
        label = fields[name].label
        answers += [
            Field(f"yes_{name}", f"{label}: yes", "number"),
            Field(f"no_{name}", f"{label}: no", "number"),
        ]
    return (LINES if group.of else RECORDS, *sums, *answers)


def _key(group: FigureGroup) -> Expression:
    if group.by == "state":
        return F("state")
    text = held_text(group.by)
    return Substr(text, 1, KEY_LENGTHS[group.period]) if group.period else text


def _number(field: Field) -> Expression:
    return Cast(held_text(field.name), BigIntegerField() if field.kind == "money" else FloatField())


def _row(group: FigureGroup, key: str | None, line: dict[str, float | None]) -> FigureRow:
    records = int(line["records"] or 0)
    figures = [Figure(records)]
    for name in group.sums:
        known = int(line[f"known_{name}"] or 0)
        figures.append(Figure(line[f"sum_{name}"] if known else None, records - known))
    for name in group.yes:
        figures += [Figure(line[f"yes_{name}"]), Figure(line[f"no_{name}"])]
    return FigureRow(key, "", tuple(figures))


def _sum(lines: Sequence[FigureRow], at: int) -> Figure:
    known = [line.figures[at] for line in lines if line.figures[at].value is not None]
    lacking = sum(line.figures[at].lacking for line in lines)
    if not known:
        return Figure(None if lines else 0, lacking)
    total = sum(Decimal(str(figure.value)) for figure in known)
    return Figure(float(total), lacking)


def _named(
    register: Definition, group: FigureGroup, lines: list[FigureRow], person: Person
) -> list[FigureRow]:
    """Return rows with their names, in the order of the definition, of time, or of size."""
    field = register.counted_fields(group.of).get(group.by)
    if field is None:
        names = {state.name: state.title for state in register.states}
    elif field.kind == "yes_no":
        names = {"true": "Yes", "false": "No"}
    elif field.kind == "link":
        names = _headings(field, lines, person)
    elif field.kind == "period":
        names = {line.key: field_values.display_text(field, line.key) for line in lines if line.key}
    else:
        names = dict(KINDS[field.kind].choices(field))
    order = {key: at for at, key in enumerate(names)}
    named = [line._replace(name=_name(line.key, names, group, field)) for line in lines]
    if group.period or (field and field.kind == "period"):
        return sorted(named, key=lambda line: line.key or "")
    if field is None or field.kind in ("choice", "yes_no", "role"):
        return sorted(named, key=lambda line: order.get(line.key or "", len(order)))
    return sorted(named, key=lambda line: (-(line.figures[0].value or 0), line.name))


def _name(key: str | None, names: dict[str, str], group: FigureGroup, field: Field | None) -> str:
    if key is None:
        return field_values.NO_RECORD.capitalize()
    if group.period == "month":
        month = Month.parse(key)
        # A quarter is held as its first day, so that its key is its first month.
        if field is not None and field.whole:
            return field_values.display_text(field, f"{month}-01")
        return month.name
    return names.get(key, key)


def _headings(field: Field, lines: Sequence[FigureRow], person: Person) -> dict[str, str]:
    numbers = [int(line.key) for line in lines if line.key and line.key.isdecimal()]
    register = definition(field.to)
    if not register.reads(person):
        return {str(number): f"{register.one} {number}" for number in numbers}
    rows = selectors.records(register, person).filter(number__in=numbers)
    return {str(n): heading for n, heading in rows.values_list("number", "heading")}


def _clocks(register: Definition, group: FigureGroup) -> tuple[str, ...]:
    """Return the clocks by which a group's figures are measured, in words; lines have none."""
    if group.of:
        return ()
    result = [
        clock_readings.in_words(register, clock)
        for name in (*group.sums, *group.yes)
        for clock in computed_fields.worked_out_from(register, name)[1]
    ]
    return tuple(dict.fromkeys(result))
