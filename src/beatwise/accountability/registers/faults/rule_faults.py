"""What is wrong with rules between fields as they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from beatwise.accountability import roles
from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.field_rules import BREACH, STATE, TODAY
from beatwise.accountability.registers.rule_parts import line_rules
from beatwise.accountability.registers.rule_parts.rule_words import IN_DUTY


def rule_faults(
    fields: Collection[str],
    states: Collection[str],
    rules: Sequence[FieldRule],
    days: Sequence[str] = (),
) -> Iterator[str]:
    """Yield what is wrong with rules as they are written: kinds, fields, roles that are not."""
    for rule in rules:
        name = f"rule {rule.kind} of {rule.field}"
        if rule.kind not in BREACH:
            yield f"{name}: no kind '{rule.kind}'"
        if rule.weight not in ("fault", "question"):
            yield f"{name}: no weight '{rule.weight}'"
        if rule.field not in fields:
            yield f"{name}: no field '{rule.field}'"
        elif isinstance(fields, Mapping):
            yield from (f"{name}: {words}" for words in line_rules.column_faults(rule, fields))
        yield from (f"{name}: {roles.no_role(r)}" for r in rule.roles if r not in roles.table())
        if rule.kind in ("not_after", "not_before") and not (
            rule.than in (TODAY, *days, *fields) or rule.than.removeprefix(STATE) in states
        ):
            yield f"{name}: no day '{rule.than}'"
        if rule.kind == IN_DUTY and rule.than.partition(".")[0] not in fields:
            yield f"{name}: no link '{rule.than}', which is written LINK.DUTY"
        if rule.kind == IN_DUTY and not rule.moment:
            yield f"{name}: 'moment' says what is wrong where the duty asks for nothing"
