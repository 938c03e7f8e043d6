"""Numbers as they are printed: what they say, and what rounding leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from beatwise.cell_text import Unreadable, number_of, plain_characters


# What stands behind a number may be its unit, and never more figures: 12–14 is no number.
_NUMBER = re.compile(r"[-+]?\s*£?\s*[-+]?\s*\d[\d,\u00a0]*(?:\.\d+)?(?!\d|[-.,/]\d)")
NOTHING_WORDS = frozenset({"nil", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the least and the most it could be before it was rounded.

    Sums, products and quotients carry those bounds along (interval arithmetic).
    """

    exact: Fraction
    low: Fraction
    high: Fraction

    def __add__(self, other: Number) -> Number:
        return Number(self.exact + other.exact, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Number) -> Number:
        return Number(self.exact - other.exact, self.low - other.high, self.high - other.low)

    def __neg__(self) -> Number:
        return Number(-self.exact, -self.high, -self.low)

    def __mul__(self, other: Number) -> Number:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Number(self.exact * other.exact, min(ends), max(ends))

    def __truediv__(self, other: Number) -> Number:
        """Raise ``ZeroDivisionError`` when the divisor is, or could be, zero."""
        if other.exact == 0 or other.low <= 0 <= other.high:
            raise ZeroDivisionError
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Number(self.exact / other.exact, min(ends), max(ends))


def exactly(value: Fraction | int) -> Number:
    """Return a number that was not rounded."""
    exact = Fraction(value)
    return Number(exact, exact, exact)


@lru_cache(maxsize=65_536)
def read(text: str) -> Fraction | None:
    """Read a printed number: ``£1,234``, ``−14 pct``, ``+3.6pp``, ``Nil``; ``None`` for no number.

    An empty cell is no number, and never a zero.
    """
    plain = text.strip()
    if plain.lower() in NOTHING_WORDS:
        return Fraction(0)
    match = _NUMBER.match(plain_characters(plain))
    if not match:
        return None
    try:
        value = number_of(match[0].rstrip(",\u00a0"))
    except Unreadable:
        return None
    return None if value is None else Fraction(value)


def half_unit(text: str) -> Fraction:
    """Return half a unit of the last printed digit: ``65.9`` → 1/20, ``120`` → 1/2."""
    match = _NUMBER.match(plain_characters(text))
    decimals = len(match[0].partition(".")[2]) if match else 0
    return Fraction(1, 2 * 10**decimals)


def printed(text: str, *, rounded: bool) -> Number | None:
    """Read a cell; when it was rounded it covers all that would have been rounded to it."""
    value = read(text)
    if value is None:
        return None
    half = half_unit(text) if rounded else Fraction(0)
    return Number(value, value - half, value + half)


def number_text(value: Fraction, like: str = "") -> str:
    """Write a recomputed number with one decimal more than the printed one, at most four."""
    decimals = len(like.partition(".")[2].rstrip("%p ")) if read(like) is not None else 2
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.{min(decimals + 1, 4)}f}"
