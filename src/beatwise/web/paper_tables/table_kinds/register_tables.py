"""What a table says of records of a register."""

from __future__ import annotations

from dataclasses import replace

from beatwise.accountability import roles
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables.layout import Layout
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.errors import Refused
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.registers.imports import Records
from beatwise.web.registers.own_definitions import known


ACTIONS = "actions"
READERS = "performance.write"  # who opens the pages of imported tables
_PREFIX = "records "


def with_records(outcome: Outcome, laid: LayoutResult, by: Person) -> Outcome:
    """Add what the importer of a register makes of the rows.

    Raises ``Refused`` where the register is closed to others who open the pages of tables: its
    rows would be kept where they read them.
    """
    register = known.definition(laid.layout.register)
    _check_open(register)
    inner = Records(register).preview_of(laid, by)
    return replace(
        outcome,
        new=inner.new,
        changed=inner.changed,
        same=inner.same,
        wrong=(*outcome.wrong, *inner.wrong),
        notes=(*outcome.notes, *inner.notes),
        questions=inner.questions,
        inner=inner,
    )


def kind_of(layout: Layout) -> str:
    """Return how the effect of an import names what it made: actions, or a register's records."""
    return _PREFIX + layout.register if layout.makes == layouts.RECORDS else ACTIONS


def importer_of(layout: Layout) -> Records | None:
    """Return the importer of the register that a layout makes records of, if it does."""
    return register_of(kind_of(layout))


def register_of(kind: str) -> Records | None:
    """Return the importer of the register whose records an effect of this kind made, if any."""
    if not kind.startswith(_PREFIX):
        return None
    return Records(known.definition(kind.removeprefix(_PREFIX)))


def _check_open(register: Definition) -> None:
    open_to = {register.owner, *register.readers, *register.writers}
    if register.aggregates is not None:  # others see its counts through the gate alone
        open_to = set(register.aggregates.exact_to)
    if register.confidential_to:
        open_to &= set(register.confidential_to)
    if set(roles.holders(READERS)) <= open_to:
        return
    raise Refused(
        f"{register.title.lower()} are not open to everybody who sees imported tables.",
        next_step="Import the file on the register's own page.",
    )
