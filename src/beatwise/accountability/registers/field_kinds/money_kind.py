"""Money, held in whole pence."""

from __future__ import annotations

from decimal import Decimal

from beatwise.accountability.formulas.syntax import MONEY
from beatwise.accountability.formulas.working import Value
from beatwise.accountability.registers.field_kinds.field_kind import (
    Cell,
    FieldKind,
    exact,
    refusal,
)
from beatwise.accountability.registers.field_kinds.number_kind import decimal_of
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text.number_text import thousands_doubt


_LARGEST_PENCE = 10**14


class MoneyKind(FieldKind):
    """Pounds and pence."""

    name = "money"
    means = MONEY
    numeric = True
    places = 2
    added = True

    def read(self, field: Field, entry: object) -> Cell:
        """Return whole pence; refuse parts of a penny."""
        number = decimal_of(field, entry)
        if isinstance(entry, str) and thousands_doubt(entry):
            raise refusal(field, f"'{entry}' has parts of a penny", "Give pounds and pence.")
        # A sheet's 0.1 + 0.2 is 0.30000000000000004: beyond a millionth is no part of a penny.
        pence = round(number, 6) * 100
        if not pence.is_finite() or abs(pence) > _LARGEST_PENCE:
            raise refusal(field, f"'{entry}' is out of range", "Give a smaller amount.")
        if pence != pence.to_integral_value():
            raise refusal(field, f"'{entry}' has parts of a penny", "Give pounds and pence.")
        return int(pence)

    def words(self, field: Field, value: Cell) -> str:
        """Return pounds and pence."""
        pence = int(value or 0)
        return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return pounds as a number."""
        return int(value or 0) / 100

    def for_form(self, field: Field, value: Cell) -> Cell:
        """Return pounds and pence without marks."""
        return f"{Decimal(value or 0) / 100:.2f}"

    def in_line(self, field: Field, value: Cell) -> str:
        """Return pounds and pence without marks."""
        return f"{Decimal(value or 0) / 100:.2f}"

    def formula_value(self, field: Field, value: Cell) -> Value:
        """Return whole pence."""
        return exact(value)

    def size(self, value: Cell) -> float | None:
        """Return whole pence."""
        return value if isinstance(value, int | float) else None
