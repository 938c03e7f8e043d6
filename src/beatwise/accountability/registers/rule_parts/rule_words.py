"""Rules between fields as sentences, for the page of rules and for what breaks one."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability import roles
from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.field_kinds.kind_table import KINDS
from beatwise.accountability.registers.register_definition import Field
from beatwise.accountability.registers.rule_parts import line_rules


WITHIN, IN_DUTY = "within_limit", "in_duty"


def in_words(rule: FieldRule, fields: Mapping[str, Field]) -> str:
    """Return a rule as a sentence for the page of rules."""
    label = fields[rule.field].label
    if rule.column:
        names, columns = line_rules.names(rule), line_rules.columns(fields[rule.field])
        label = f"{label}: {' and '.join(columns[name].label.lower() for name in names)}"
        fields = {**fields, rule.field: columns[names[0]]}
    if rule.kind in ("not_after", "not_before"):
        moment = moment_words(rule, fields)
        years = f" by more than {rule.years} years" if rule.years else ""
        order = "after" if rule.kind == "not_after" else "before"
        words = f"{label} is not {order} {moment}{years}."
    elif rule.kind == "roles":
        words = f"{label} is one of: {', '.join(roles.role(r).title for r in rule.roles)}."
    elif rule.kind == "doer":
        words = f"{label} is the role that takes the step."
    elif rule.kind == line_rules.DISTINCT:
        words = f"{label} stands in one line only."
    elif rule.kind == "yes":
        words = f"{label} is yes."
    elif rule.kind == "impersonal":
        words = f"{label} holds no bank details and nobody's name, address or number."
    elif rule.kind == IN_DUTY:
        link = fields[rule.than.partition(".")[0]].label
        words = f"{label} is when the duties of “{link}” ask for it."
    elif rule.kind == WITHIN:
        words = f"{label} is not above the approval limit in force."
    else:
        most = rule.kind == "at_most"
        words = f"{label} is {'at most' if most else 'at least'} {bound_words(rule, fields)}."
    return words if rule.weight == "fault" else f"{words} Otherwise a reason is asked for."


def moment_words(rule: FieldRule, fields: Mapping[str, Field]) -> str:
    """Return the day that a rule holds a field against, in words."""
    return rule.moment or (fields[rule.than].label if rule.than in fields else rule.than)


def bound_words(rule: FieldRule, fields: Mapping[str, Field]) -> str:
    """Return the bound of a rule as the field's own kind writes it."""
    of_field = fields[rule.field]
    bound = rule.bound * 100 if of_field.kind == "money" else rule.bound
    return KINDS[of_field.kind].size_words(of_field, bound)
