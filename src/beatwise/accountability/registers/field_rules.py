"""Rules between fields, as data: order of dates, least amounts, roles that may stand in a field.

A rule is a ``[[rules]]`` table of a definition. Its ``weight`` says what comes of breaking it: a
``fault`` blocks, a ``question`` is asked once and answered with a reason. A rule about a field
that holds nothing, or whose other side is not known yet, says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from beatwise.accountability import roles
from beatwise.accountability.personal_details import personal_details
from beatwise.accountability.questions import Question, key_of
from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.field_values import FieldValue, display_text
from beatwise.accountability.registers.register_definition import Field
from beatwise.accountability.registers.rule_parts import line_rules
from beatwise.accountability.registers.rule_parts.rule_words import (
    IN_DUTY,
    WITHIN,
    bound_words,
    moment_words,
)
from beatwise.clock import day_words
from beatwise.errors import BadInput


TODAY, STATE = "today", "state:"


def _unasked(_rule: FieldRule, _number: int, _day: dt.date) -> bool | None:
    """No record's duties are known here."""
    return None


@dataclass(frozen=True, slots=True)
class Situation:
    """What rules are held against besides the fields.

    Parameters
    ----------
    today
        The day it is.
    moves
        Each state a record entered, with its day as ISO text.
    step, role
        The step that is being taken, and the role that takes it; empty when none is.
    days
        Other days by name, such as that of the meeting.
    limits
        Approval limits in force today, by what they cover, in pence; one that is not there lets
        every amount pass.
    owed
        Whether the duty that an ``in_duty`` rule names asks for something on a day, of the record
        with a number that the field links to; ``None`` where that cannot be told.
    """

    today: dt.date
    moves: Sequence[Sequence[str]] = ()
    step: str = ""
    role: str = ""
    days: Mapping[str, dt.date] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    owed: Callable[[FieldRule, int, dt.date], bool | None] = _unasked


@dataclass(frozen=True, slots=True)
class FormRules:
    """The rules of a form that is no register: its fields by name, its rules, and named days."""

    by_name: Mapping[str, Field]
    rules: tuple[FieldRule, ...]
    days: tuple[str, ...] = ()


def broken(
    fields: Mapping[str, Field],
    rules: Sequence[FieldRule],
    values: Mapping[str, FieldValue],
    situation: Situation,
    changed: Collection[str] | None = None,
) -> tuple[list[BadInput], list[Question]]:
    """Return every fault and every question of the entries.

    With ``changed`` only rules that one of these fields has a part in are asked, so that an old
    record's other fields do not stand in the way of a change.
    """
    faults, questions = [], []
    for rule in rules:
        if rule.step and rule.step != situation.step:
            continue
        beside = rule.than.partition(".")[0]
        if changed is not None and not {rule.field, beside} & set(changed):
            continue
        words = _breach(_Case(rule, fields, values, situation))
        if words is None:
            continue
        if rule.weight == "fault":
            faults.append(BadInput(words, place=rule.field, next_step=_next_step(rule)))
        else:
            about = (
                values.get(rule.field),
                values.get(beside),
                situation.role * bool(rule.step),
            )
            key = key_of(f"{rule.kind}-{rule.field}", rule.than, *about)
            questions.append(Question(key.replace("_", "-"), rule.field, words))
    return faults, questions


class _Case(NamedTuple):
    """A rule beside the record, the fields of its register, and when and by whom it is judged."""

    rule: FieldRule
    fields: Mapping[str, Field]
    values: Mapping[str, FieldValue]
    situation: Situation


def _breach(case: _Case) -> str | None:
    """Return what breaks a rule; one about a column is asked of every line, and names it."""
    rule, fields, values, _ = case
    if not rule.column or rule.kind == line_rules.DISTINCT:
        return BREACH[rule.kind](case)
    for where, column, value in line_rules.cells(rule, fields, values):
        line = case._replace(fields={**fields, rule.field: column},
                             values={**values, rule.field: value})  # fmt: skip
        if words := BREACH[rule.kind](line):
            return f"{where}: {words}"
    return None


def _distinct(case: _Case) -> str | None:
    return line_rules.repeated(case.rule, case.fields, case.values)


def _order(case: _Case) -> str | None:
    rule, fields, values, situation = case
    day, moment = _day(values.get(rule.field)), _moment(rule.than, values, situation)
    if day is None or moment is None:
        return None
    after = rule.kind == "not_after"
    limit = _years_from(moment, rule.years if after else -rule.years)
    if (day <= limit) if after else (day >= limit):
        return None
    label = fields[rule.field].label
    here = f"{label}, {display_text(fields[rule.field], values.get(rule.field))},"
    order = "after" if after else "before"
    if rule.years:
        order = f"more than {rule.years} years {order}"
    if rule.than == TODAY:
        return (
            f"{here} {'lies in the future' if after and not rule.years else f'is {order} today'}."
        )
    return f"{here} is {order} {moment_words(rule, fields)}, {day_words(moment)}."


def _bounds(case: _Case) -> str | None:
    rule, fields, values, _ = case
    value = values.get(rule.field)
    amount = field_values.size(fields[rule.field], value)
    if amount is None:
        return None
    bound = rule.bound * 100 if fields[rule.field].kind == "money" else rule.bound
    if (amount >= bound) if rule.kind == "at_least" else (amount <= bound):
        return None
    label, size = fields[rule.field].label, display_text(fields[rule.field], value)
    order = "less" if rule.kind == "at_least" else "more"
    return f"{label} is {size}, which is {order} than {bound_words(rule, fields)}."


def _within_limit(case: _Case) -> str | None:
    rule, fields, values, situation = case
    value, most = values.get(rule.field), situation.limits.get(rule.than)
    if not isinstance(value, int) or most is None or value <= most:
        return None
    size, limit = (display_text(fields[rule.field], each) for each in (value, most))
    return f"{fields[rule.field].label} is {size}, which is above the approval limit of {limit}."


def _in_duty(case: _Case) -> str | None:
    rule, fields, values, situation = case
    day, number = _day(values.get(rule.field)), values.get(rule.than.partition(".")[0])
    if day is None or not isinstance(number, int) or situation.owed(rule, number, day) is not False:
        return None
    return f"{fields[rule.field].label}, {day_words(day)}: {rule.moment}."


def _roles(case: _Case) -> str | None:
    rule, fields, values, _ = case
    value = values.get(rule.field)
    if value is None or value in rule.roles:
        return None
    titles = " or ".join(roles.role(r).title.lower() for r in rule.roles)
    return (
        f"{fields[rule.field].label} is {roles.role(str(value)).title.lower()}; it can be {titles}."
    )


def _doer(case: _Case) -> str | None:
    rule, fields, values, situation = case
    value = values.get(rule.field)
    if value is None or value == situation.role:
        return None
    here, doer = roles.role(str(value)).title.lower(), roles.role(situation.role).title.lower()
    return f"{fields[rule.field].label} is {here}, and the {doer} takes this step."


def _yes(case: _Case) -> str | None:
    rule, fields, values, _ = case
    if values.get(rule.field) is not False:
        return None
    return f"{rule.moment or f'{fields[rule.field].label} is no'}."


def _impersonal(case: _Case) -> str | None:
    rule, fields, values, _ = case
    for text in _texts(fields[rule.field], values.get(rule.field)):
        if kinds := personal_details(text):
            return f"{fields[rule.field].label} holds {kinds[0]}."
    return None


def _texts(of: Field, value: FieldValue) -> list[str]:
    """Return what people wrote in a field, in a table cell by cell; no days and no numbers."""
    if not isinstance(value, list):
        return [value] if isinstance(value, str) else []
    names = [column.name for column in of.columns if column.kind in ("text", "long")]
    return [text for line in value for name in names if isinstance(text := line.get(name), str)]


BREACH = {
    "not_after": _order,
    "not_before": _order,
    "at_least": _bounds,
    "at_most": _bounds,
    WITHIN: _within_limit,
    IN_DUTY: _in_duty,
    "roles": _roles,
    "doer": _doer,
    "yes": _yes,
    "impersonal": _impersonal,
    line_rules.DISTINCT: _distinct,
}


def _moment(than: str, values: Mapping[str, FieldValue], situation: Situation) -> dt.date | None:
    if than == TODAY:
        return situation.today
    if than.startswith(STATE):
        days = [day for state, day in situation.moves if state == than.removeprefix(STATE)]
        return _day(days[-1]) if days else None
    return situation.days.get(than) or _day(values.get(than))


def _next_step(rule: FieldRule) -> str:
    if rule.kind == line_rules.DISTINCT:
        return "Leave one of the two out, or correct its number."
    if rule.roles:
        return "Choose one of them."
    if rule.kind == "impersonal":
        return "Say what it is about, by role or organisation."
    if rule.kind == WITHIN:
        return "Have the step taken by a role that approves above the limit."
    return "Correct one of the two." if rule.than and rule.than != TODAY else "Correct it."


def _years_from(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years on; the last of February for the 29th."""
    year = min(max(day.year + years, dt.MINYEAR), dt.MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _day(value: FieldValue) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None
