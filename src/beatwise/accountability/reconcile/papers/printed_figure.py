"""A figure as a paper prints it: its value, what rounding leaves open, and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.reconcile.number import NOTHING_WORDS, Number
from beatwise.cell_text import plain_characters


NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+]?)\s*(?P<pound>£?)\s*(?P<after>[-+]?)\s*(?P<size>{NUMBER})"
    r"\s*(?P<scale>k|m|bn|million|billion)?\s*(?P<unit>%|pp|p|days?|hours?|hrs|minutes?|mins?)?"
    r"(?P<close>\))?\*{0,2}",
    re.IGNORECASE,
)
_SCALES = {"k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure.

    Parameters
    ----------
    text
        As printed.
    value
        What it says.
    half
        Half a unit of its last printed digit.
    unit
        ``%``, ``pp``, ``£``, ``days`` and the like, or empty for a plain number.
    """

    text: str
    value: Fraction
    half: Fraction
    unit: str = ""

    @property
    def is_rounded(self) -> bool:
        """Whether it was surely rounded: a fraction, a share, or money in thousands and more.

        Pence are money to the last digit, and a plain whole number may be a count.
        """
        if self.unit == "£" and self.half == Fraction(1, 200):
            return False
        return self.unit in ("%", "pp") or self.half != Fraction(1, 2)

    @property
    def number(self) -> Number:
        """The value with the least and the most it could be before it was rounded."""
        return self.within(self.half) if self.is_rounded else self.within(Fraction(0))

    def within(self, half: Fraction) -> Number:
        """Return the value, give or take ``half``."""
        return Number(self.value, self.value - half, self.value + half)


def figure(text: str) -> Figure | None:
    """Read a cell or a word that is one figure and nothing else; ``None`` for anything else."""
    plain = plain_characters(text).replace("\u00a0", " ")
    if plain.lower() in NOTHING_WORDS:
        return Figure(text, Fraction(0), Fraction(0))
    match = _FIGURE.fullmatch(plain)
    if match is None or (match["sign"] and match["after"]):
        return None
    if bool(match["open"]) != bool(match["close"]):
        return None
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    decimals = len(match["size"].partition(".")[2])
    negative = "-" in match["sign"] + match["after"] or bool(match["open"])
    size = Fraction(match["size"].replace(",", "")) * scale
    unit = "£" if match["pound"] else (match["unit"] or "").lower()
    return Figure(text, -size if negative else size, Fraction(scale, 2 * 10**decimals), unit)
