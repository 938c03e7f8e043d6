"""Numbers and percentages, held as numbers: whole where they are."""

from __future__ import annotations

import math
from decimal import Decimal

from beatwise.accountability.formulas.syntax import NUMBER
from beatwise.accountability.formulas.working import Value
from beatwise.accountability.registers.field_kinds.field_kind import (
    Cell,
    FieldKind,
    exact,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import Amount, Unreadable, amount_of
from beatwise.cell_text.number_text import as_text


HIDDEN = "[c]"  # a count about people that is not shown


class NumberKind(FieldKind):
    """A number."""

    name = "number"
    means = NUMBER
    numeric = True
    places = 0
    added = True

    def read(self, field: Field, entry: object) -> Cell:
        """Return a number, whole where it is."""
        return plain_number(field, entry, decimal_of(field, entry))

    def words(self, field: Field, value: Cell) -> str:
        """Return the number with its thousands parted."""
        return HIDDEN if value == HIDDEN else f"{value:,}"

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return the number."""
        return HIDDEN if value == HIDDEN else value

    def in_line(self, field: Field, value: Cell) -> str:
        """Return the number without marks."""
        return str(value)

    def formula_value(self, field: Field, value: Cell) -> Value:
        """Return the number, exactly."""
        return exact(value)

    def size(self, value: Cell) -> float | None:
        """Return the number."""
        return value if isinstance(value, int | float) else None


class PercentageKind(NumberKind):
    """Per cent, held as the number before the sign: 82.5 for 82.5 %. None is added to another."""

    name = "percentage"
    places = 1
    added = False

    def read(self, field: Field, entry: object) -> Cell:
        """Return the number, with or without its sign."""
        amount = amount_in(field, entry)
        if amount.pounds:
            raise refusal(field, f"'{entry}' is money", "Give per cent, such as 82.5 %.")
        return plain_number(field, entry, amount.value)

    def words(self, field: Field, value: Cell) -> str:
        """Return the number with its sign."""
        return f"{value:,} %"

    def searched(self, field: Field, value: Cell) -> str:
        """Return the number alone, as records have it from before it was a percentage."""
        return super().words(field, value)


def plain_number(field: Field, entry: object, number: Decimal) -> int | float:
    """Return a number as records hold it; refuse one beyond what a database counts with."""
    value = float(number)
    if not math.isfinite(value) or abs(value) > 1e15:
        raise refusal(field, f"'{entry}' is out of range", "Give a smaller number.")
    return int(number) if number == number.to_integral_value() else value


def decimal_of(field: Field, entry: object) -> Decimal:
    """Return the exact number of an entry that has no per cent sign."""
    amount = amount_in(field, entry)
    if amount.percent:
        words = f"'{str(entry).strip()}' has a % sign, and no percentage belongs here"
        raise refusal(field, words, "Give the number without the sign.")
    return amount.value


def amount_in(field: Field, entry: object) -> Amount:
    """Return a number with the signs beside it; refuse what is none, or could not be held."""
    if isinstance(entry, bool):
        raise refusal(field, "is not a number", "Give a number.")
    words = as_text(entry) if isinstance(entry, float) else str(entry)
    try:
        amount = amount_of(words)
    except Unreadable as error:
        raise refusal(field, error.message.removesuffix("."), error.next_step) from None
    if amount is None:
        raise refusal(field, f"'{entry}' is not a number", "Give a number.")
    number = amount.value
    if not number.is_finite() or number.adjusted() > 20 or len(number.as_tuple().digits) > 40:
        raise refusal(field, f"'{entry}' is out of range", "Give a smaller number.")
    return amount
