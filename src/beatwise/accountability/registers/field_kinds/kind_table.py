"""Every kind of field by its name; a table of lines is none, it is made of them."""

from __future__ import annotations

from beatwise.accountability.registers.field_kinds.area_kind import AreaKind
from beatwise.accountability.registers.field_kinds.choice_kind import ChoiceKind, SeveralKind
from beatwise.accountability.registers.field_kinds.date_kind import DateKind
from beatwise.accountability.registers.field_kinds.field_kind import Cell, FieldKind, refusal
from beatwise.accountability.registers.field_kinds.fraction_kind import FractionKind
from beatwise.accountability.registers.field_kinds.link_kind import LinkKind, PageKind
from beatwise.accountability.registers.field_kinds.money_kind import MoneyKind
from beatwise.accountability.registers.field_kinds.number_kind import NumberKind, PercentageKind
from beatwise.accountability.registers.field_kinds.period_kind import PeriodKind
from beatwise.accountability.registers.field_kinds.qualified_kind import QualifiedKind
from beatwise.accountability.registers.field_kinds.role_kind import RoleKind
from beatwise.accountability.registers.field_kinds.text_kind import LongKind, TextKind
from beatwise.accountability.registers.field_kinds.yes_no_kind import YesNoKind
from beatwise.accountability.registers.register_definition import Field


LINES = "lines"
NO_RECORD = "no record"
_KINDS: tuple[FieldKind, ...] = (
    TextKind(), LongKind(), DateKind(), NumberKind(), PercentageKind(), FractionKind(),
    QualifiedKind(), MoneyKind(), PeriodKind(), ChoiceKind(), SeveralKind(), YesNoKind(),
    RoleKind(), AreaKind(), LinkKind(), PageKind(),
)  # fmt: skip
KINDS = {kind.name: kind for kind in _KINDS}


def kind_named(name: str) -> FieldKind | None:
    """Return a kind; ``None`` for a table of lines, and for what is no kind."""
    return KINDS.get(name)


def formula_kind(name: str) -> str:
    """Return what values of a kind are in a formula."""
    kind = KINDS.get(name)
    return kind.means if kind else name


def cell_value(field: Field, entry: object) -> Cell:
    """Return what one cell holds: a field that is no table, or a column of a line."""
    if entry is None:
        return None
    if isinstance(entry, str):
        entry = entry.replace("\r\n", "\n").strip()
        if entry == "" or entry.lower() == NO_RECORD:
            return None
        if any(ord(c) < 32 and c not in "\n\t" for c in entry):
            raise refusal(field, "holds characters that cannot be printed", "Type it again.")
    return KINDS[field.kind].read(field, entry)
