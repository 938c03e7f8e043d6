"""Where registers lead to each other: links, areas and duties that come to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from beatwise.accountability.registers import record_keeping
from beatwise.accountability.registers.definition_rows import Duty, FieldRule
from beatwise.accountability.registers.faults.definition_faults import DefinitionFault
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.registers.rule_parts.rule_words import IN_DUTY


def link_faults(definitions: Sequence[Definition]) -> Iterator[tuple[Definition, DefinitionFault]]:
    """Yield links and duties that lead to a register, link or date that there is not."""
    known = {each.slug: each for each in definitions}
    for definition in definitions:
        for at, field in enumerate(definition.fields):
            if field.kind == "link" and field.to not in known:
                words = f"field {field.name}: no register '{field.to}'"
                yield definition, DefinitionFault(words, "fields", at, "to")
            elif field.kind == "link" and record_keeping.leaks(definition, known[field.to]):
                words = f"field {field.name}: '{field.to}' is confidential: link from there to here"
                yield definition, DefinitionFault(words, "fields", at, "to")
        if not _leads_on(definition, known):
            words = f"'{definition.area}' does not lead from link to link"
            yield definition, DefinitionFault(words, key="area")
        for at, duty in enumerate(definition.duties):
            if duty.done.count(".") == 2 and not _is_done_by(duty, definition, known):
                words = f"duty {duty.name}: '{duty.done}' is not a date of records that link here"
                yield definition, DefinitionFault(words, "duties", at, "done")
        for at, rule in enumerate(definition.rules):
            if rule.kind == IN_DUTY and not _has_duty(rule, definition, known):
                words = (
                    f"rule in_duty of {rule.field}: '{rule.than}' is no duty of what it links to"
                )
                yield definition, DefinitionFault(words, "rules", at, "than")


def _leads_on(definition: Definition, known: dict[str, Definition]) -> bool:
    """Whether the links of ``area`` lead from one register to the next."""
    register: Definition | None = definition
    for name in definition.area_links:
        field = register.by_name.get(name) if register else None
        if field is None or field.kind != "link":
            return False
        register = known.get(field.to)
    return True


def _is_done_by(duty: Duty, definition: Definition, known: dict[str, Definition]) -> bool:
    register, link, day = duty.done.split(".")
    other = known.get(register)
    if other is None or link not in other.by_name or day not in other.by_name:
        return False
    return other.by_name[link].to == definition.slug and other.by_name[day].kind == "date"


def _has_duty(rule: FieldRule, definition: Definition, known: dict[str, Definition]) -> bool:
    """Whether a rule's ``LINK.DUTY`` leads to a duty."""
    link, _, name = rule.than.partition(".")
    field = definition.by_name.get(link)
    other = known.get(field.to) if field else None
    return other is not None and name in {duty.name for duty in other.duties}
