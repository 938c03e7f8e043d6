"""One figure of a paper against what follows from the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from beatwise.accountability.reconcile.number import Number
from beatwise.accountability.reconcile.papers.printed_figure import Figure


# ``agrees``: to half a unit of the last printed digit. ``rounding``: only if what it was worked out
# from was rounded. ``possible``: it disagrees, and may have been read in another way than meant.
Verdict = Literal["agrees", "rounding", "possible", "certain"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed figure and the recomputed one.

    Parameters
    ----------
    line
        Where the printed figure stands.
    table
        The table's name; empty for a sentence.
    cell
        Row and column of a table, or the words of a sentence.
    rule
        What was worked out: ``column total``, ``change``, ``share`` …
    printed, recomputed
        Both, as text.
    verdict
        Whether they agree.
    explanation
        How it was read, as one sentence.
    """

    line: int
    table: str
    cell: str
    rule: str
    printed: str
    recomputed: str
    verdict: Verdict
    explanation: str

    @property
    def is_finding(self) -> bool:
        """Whether the printed figure does not follow, whatever rounding was done."""
        return self.verdict in ("possible", "certain")


def verdict_of(
    printed: Figure, recomputed: Number, agrees: Callable[[Fraction], bool] | None = None
) -> Verdict:
    """Compare a printed figure with a recomputed one.

    ``agrees`` replaces equality of the two by a test on printed − recomputed.
    """
    gap = printed.value - recomputed.exact
    if agrees(gap) if agrees else abs(gap) <= printed.half:
        return "agrees"
    low, high = recomputed.low - printed.half, recomputed.high + printed.half
    spread = recomputed.low != recomputed.high
    return "rounding" if spread and low <= printed.value <= high else "certain"


def number_words(value: Fraction, like: Figure) -> str:
    """Write a recomputed number in the unit of the printed one, with one decimal more if broken."""
    decimals = _decimals(like)
    if like.unit == "£" and decimals == 2:
        return _signed(value, 2, "£")
    more = 0 if value.denominator == 1 else min(decimals + 1, 4)
    suffix = {"%": " %", "pp": " pp"}.get(like.unit, "")
    return _signed(value, more, "£" if like.unit == "£" else "") + suffix


def _decimals(like: Figure) -> int:
    decimals, unit = 0, like.half * 2
    while 0 < unit < 1:
        unit, decimals = unit * 10, decimals + 1
    return decimals


def _signed(value: Fraction, decimals: int, pound: str) -> str:
    words = f"{float(abs(value)):,.{decimals}f}"
    return f"{'−' if value < 0 else ''}{pound}{words}"
