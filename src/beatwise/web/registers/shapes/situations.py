"""What the rules of a register are held against: today, moves, who steps, limits, duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from beatwise.accountability.registers import record_duties
from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.field_rules import WITHIN, Situation
from beatwise.accountability.registers.record_duties import Subject
from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.registry import registry


def situation(
    register: Definition, moves: Sequence[Sequence[str]] = (), step: str = "", role: str = ""
) -> Situation:
    """Return the situation of a record of a register; ``step`` and ``role`` as ``Situation`` has.

    Approval limits are only asked for where the register has a rule about them.
    """
    today = selectors.today()
    asks = any(rule.kind == WITHIN for rule in register.rules)
    limits = registry.limits_on(today) if asks else {}

    def owed(rule: FieldRule, number: int, day: dt.date) -> bool | None:
        return _owed(register, rule, number, day)

    return Situation(today, moves, step, role, limits=limits, owed=owed)


def _owed(register: Definition, rule: FieldRule, number: int, day: dt.date) -> bool | None:
    """Whether the duty that a rule names asks for something on a day, of the record linked to."""
    link, _, name = rule.than.partition(".")
    other = definition(register.by_name[link].to)
    duty = next((duty for duty in other.duties if duty.name == name), None)
    row = Record.objects.filter(register=other.slug, number=number, removed=False).first()
    if duty is None or row is None:
        return None
    return record_duties.asks_on(duty, other, Subject(row.values, row.moves, ()), day)
