"""Read the definitions that ship, and check each once."""

from __future__ import annotations

from functools import cache

from beatwise import data
from beatwise.accountability.registers.definition_parts import (
    definition_of,
    field_of,
    rule_of,
)
from beatwise.accountability.registers.faults.definition_faults import DefinitionFault, faults
from beatwise.accountability.registers.faults.link_faults import link_faults
from beatwise.accountability.registers.faults.rule_faults import rule_faults
from beatwise.accountability.registers.field_rules import FormRules
from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import BadInput, MissingData
from beatwise.fields import Fields, document


OWN = "own_"  # how the slug of a register begins that does not ship
# Faults of a part and a key that definitions which are in use already may have.
_ASKED_SINCE = {("", "heading"), ("retention", "event")}


@cache
def definitions() -> dict[str, Definition]:
    """Return every register by its slug, in alphabetical order of title."""
    files = [f"{name}.toml" for name in data.names("registers")]
    registers = [read(data.text("registers", file), file) for file in files]
    check_links(registers)
    return {each.slug: each for each in sorted(registers, key=lambda each: each.title)}


def definition(slug: str) -> Definition:
    """Return a register; raise ``MissingData`` when there is none."""
    try:
        return definitions()[slug]
    except KeyError:
        raise MissingData(
            f"there is no register '{slug}'.",
            next_step=f"The registers are: {', '.join(definitions())}.",
        ) from None


def read(words: str, place: str, *, earlier: bool = False) -> Definition:
    """Return the definition that a TOML document holds; see ``definition_of`` for ``earlier``.

    Raises ``BadInput`` with all its faults, each with its line. Where its links lead is checked
    by ``check_links``, together with the other registers.
    """
    with document(words, place, decimals=False) as fields:
        register = definition_of(fields, earlier=earlier)
        # Of a table that could not be read, no more is said than that.
        places = [
            (_table(fields, fault), fault)
            for fault in faults(register)
            if not (earlier and (fault.part, fault.key) in _ASKED_SINCE)
        ]
        for table, fault in [(t, f) for t, f in places if t is fields or t.sound]:
            table.fault(fault.key, f"{fault.words}.".replace("..", "."), "Correct it.")
    return register


def check_slug(register: Definition) -> None:
    """Raise ``BadInput`` for a register that neither ships nor is called as an office's own."""
    if register.slug not in definitions() and not register.slug.startswith(OWN):
        raise BadInput(
            f"'{register.slug}' is not a register that ships.",
            place="slug",
            next_step=f"Let the slug of your own begin with {OWN}.",
        )


def check_links(registers: list[Definition]) -> None:
    """Raise ``BadInput`` unless every link and duty leads to a register that fits."""
    wrong = [f"{register.title}: {fault.words}" for register, fault in link_faults(registers)]
    if wrong:
        raise BadInput(
            "; ".join(wrong) + ".",
            place="registers",
            next_step="Correct the definition, or add the register that it needs.",
        )


@cache
def form_rules(name: str) -> FormRules:
    """Return the rules of a form that is no register, from ``data/field_rules``."""
    file = f"{name}.toml"
    with document(data.text("field_rules", file), file, decimals=False) as fields:
        by_name = {field.name: field for field in fields.each("fields", field_of)}
        rules = fields.each("rules", rule_of)
        days = fields.texts("days")
        for at, table in enumerate(fields.tables("rules")):
            for words in rule_faults(by_name, (), rules[at : at + 1], days):
                table.fault("kind", f"{words}.")
    return FormRules(by_name, rules, days)


_SINGLE = ("retention", "aggregates", "place_map")  # parts that are one table, and no list of them


def _table(fields: Fields, fault: DefinitionFault) -> Fields:
    """Return the table at which a fault stands."""
    if not fault.part:
        return fields
    if fault.part in _SINGLE:
        return fields.table(fault.part)
    table = fields.tables(fault.part)[fault.at]
    return table if fault.inner is None else table.tables("columns")[fault.inner]
