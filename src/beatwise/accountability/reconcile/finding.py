"""What a reconciliation finds: one thing that does not agree, with both values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.reconcile.number import Number, half_unit, number_text, read


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement.

    Parameters
    ----------
    table, row
        Where; ``row`` is empty when it concerns the whole table.
    check
        What was worked out again, as a formula or in words.
    kind
        ``sum``, ``formula``, ``direction``, ``date``, ``seats``, ``contradiction``.
    printed, recomputed
        Both values, as text.
    rounding
        Whether rounding of the printed numbers could explain it.
    note
        What is known about it.
    """

    table: str
    row: str
    check: str
    kind: str
    printed: str
    recomputed: str
    rounding: bool = False
    note: str = ""

    @property
    def words(self) -> str:
        """The finding as one sentence."""
        where = f"{self.table}, {self.row}" if self.row else self.table
        both = f"printed {self.printed}, recomputed {self.recomputed}"
        why = " (rounding could explain it)" if self.rounding else ""
        return f"{where}: {self.check}: {both}{why}. {self.note}".strip()


def disagrees(
    printed: str,
    recomputed: Number,
    agrees: Callable[[Fraction], bool] | None = None,
) -> tuple[str, bool] | None:
    """Compare a printed number with a recomputed one.

    Returns
    -------
    ``None`` when they agree to half a unit of the last printed digit; else the recomputed value as
    text, and whether rounding of what it was worked out from could explain the difference.
    ``agrees`` replaces equality of the two by a test on printed − recomputed.
    """
    value = read(printed)
    if value is None:
        return None
    half = half_unit(printed)
    gap = value - recomputed.exact
    if agrees(gap) if agrees else abs(gap) <= half:
        return None
    rounding = recomputed.low - half <= value <= recomputed.high + half
    spread = recomputed.low != recomputed.high
    return number_text(recomputed.exact, printed), rounding and spread
