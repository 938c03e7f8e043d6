"""So many of so many: the numerator and the denominator are held, their share is worked out."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from beatwise.accountability.formulas.syntax import NUMBER
from beatwise.accountability.formulas.working import Missing, Value
from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_SHARE,
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import plain_characters


_WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"
_PATTERN = re.compile(
    rf"(?P<part>{_WHOLE})\s*(?:/|(?:out\s+)?of)\s*(?P<whole>{_WHOLE})"
    r"(?:\s*[(,]?\s*(?P<share>\d+(?:\.\d+)?)\s*(?:%|per cent)\s*\)?)?",
    re.IGNORECASE,
)
_MOST = 10**12
_HINT = "Write it as 31 of 40."


class FractionKind(FieldKind):
    """A part of a whole, held as ``31/40`` and printed with its share."""

    name = "fraction"
    means = NUMBER
    computed = False
    order = BY_SHARE

    def read(self, field: Field, entry: object) -> Cell:
        """Return ``31/40``; refuse what is more than all, or a share not theirs."""
        if isinstance(entry, dt.date):  # what a spreadsheet makes of 7/9
            raise refusal(field, f"'{entry:%Y-%m-%d}' is a date, not a fraction", _HINT)
        match = _PATTERN.fullmatch(plain_characters(entry_words(entry)).strip())
        if match is None:
            raise refusal(field, f"'{entry}' is not so many of so many", _HINT)
        part, whole = (int(match[name].replace(",", "")) for name in ("part", "whole"))
        if whole > _MOST:
            raise refusal(field, f"'{entry}' is out of range", "Give smaller numbers.")
        if part > whole:
            raise refusal(field, f"'{entry}' is more than all of them", "Correct one of the two.")
        if match["share"] and whole and not _agrees(part, whole, Decimal(match["share"])):
            words = f"'{entry}': {part:,} of {whole:,} is {_share(part, whole)}"
            raise refusal(field, words, "Correct one of the three, or leave the share out.")
        return f"{part}/{whole}"

    def words(self, field: Field, value: Cell) -> str:
        """Return ``31 of 40 (77.5 %)``; of a whole of nothing there is no share."""
        part, whole = parts(value)
        counts = f"{part:,} of {whole:,}"
        return f"{counts} ({_share(part, whole)})" if whole else counts

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return ``31 of 40``, which no spreadsheet takes for a date."""
        part, whole = parts(value)
        return f"{part} of {whole}"

    def for_form(self, field: Field, value: Cell) -> Cell:
        """Return ``31 of 40``."""
        return self.for_file(field, value)

    def in_line(self, field: Field, value: Cell) -> str:
        """Return ``31 of 40``."""
        return str(self.for_file(field, value))

    def formula_value(self, field: Field, value: Cell) -> Value | Missing:
        """Return the share: 0.775 for 31 of 40."""
        part, whole = parts(value)
        return Fraction(part, whole) if whole else Missing(f"{field.label} is of nothing")

    def size(self, value: Cell) -> float | None:
        """Return the share in per cent."""
        part, whole = parts(value)
        return 100 * part / whole if whole else None

    def size_words(self, field: Field, size: float) -> str:
        """Return a bound in per cent."""
        return f"{size:g} %"


def parts(value: Cell) -> tuple[int, int]:
    """Return the numerator and the denominator that are held."""
    part, _, whole = str(value).partition("/")
    return int(part), int(whole)


def _share(part: int, whole: int) -> str:
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share:f}".removesuffix(".0") + " %"


def _agrees(part: int, whole: int, share: Decimal) -> bool:
    """Whether a printed share is the rounded one, to as many places as are printed."""
    place = Fraction(1, 10 ** max(0, -int(share.as_tuple().exponent)))
    return abs(Fraction(100 * part, whole) - Fraction(share)) <= place / 2
