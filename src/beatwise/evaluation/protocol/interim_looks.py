"""Interim looks: how much of the level each may spend.

The O'Brien-Fleming shape of Lan & DeMets (1983): almost nothing early, almost all at the end. Each
look is tested at the part newly spent, which is a little strict and never too lax.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from scipy.stats import norm

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput


def spent(alpha: float, share: float) -> float:
    """Return the level spent when ``share`` (0 to 1) of the patrolled months is in."""
    if not 0 < share <= 1:
        raise BadInput(f"a share of {share:g} of the months cannot be looked at.")
    return float(2 * norm.sf(norm.ppf(1 - alpha / 2) / sqrt(share)))


def last_level(alpha: float, looks: Sequence[Month], patrols: MonthRange) -> float:
    """Return the level left for the end of the patrols after these looks."""
    first, whole = patrols.first.number, len(patrols)
    shares = [(look.number - first + 1) / whole for look in looks if look < patrols.last]
    return levels(alpha, shares)[-1] if shares else alpha


def levels(alpha: float, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the level for each look in order; the last share is 1, the end."""
    ordered = sorted(set(shares) | {1.0})
    so_far = [spent(alpha, share) for share in ordered]
    return tuple(b - a for a, b in zip([0.0, *so_far], so_far, strict=False))
