"""The one gate that counts about people pass before anything is public.

Three steps, in this order: small counts are hidden, further counts are hidden until no hidden one
can be worked out from the rest and the totals, and what is left is rounded. Counts that were public
before they came here (police.uk) need no gate.

The rule of hiding more is the usual one for tables with totals (Cox 1980; Willenborg & de Waal
2001): for every small count, the least and the most it could be, given all that is printed, must
span every value that the threshold hides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from beatwise.errors import UsageError
from beatwise.publication.disclosure_rule import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Disclosed:
    """A table that may be shown.

    Parameters
    ----------
    counts
        Rounded counts with a row of totals below and a column of totals at the right (one total at
        the end for a single list); NaN where hidden.
    hidden
        Which are hidden, the same shape.
    small
        Which of them were hidden for being small; the others protect these.
    rule
        The rule that was used, to be printed.
    """

    counts: np.ndarray
    hidden: np.ndarray
    small: np.ndarray
    rule: Rule


def disclose(counts: np.ndarray, rule: Rule | None = None) -> Disclosed:
    """Pass a list (n,) or a table (r, c) of whole counts, with its totals, through the gate.

    Raises ``UsageError`` for anything but whole, non-negative counts.
    """
    rule = rule or Rule()
    table = _whole_counts(counts)
    full = with_totals(table)
    small = (full > 0) & (full < rule.threshold)
    hidden = small.copy()
    for place in np.argwhere(small):
        _protect(full, hidden, tuple(int(i) for i in place), rule)
    rounded = np.floor(full / rule.base + 0.5) * rule.base
    return Disclosed(np.where(hidden, np.nan, rounded), hidden, small, rule)


def with_totals(counts: np.ndarray) -> np.ndarray:
    """Return a list with its total at the end, or a table with totals below and at the right."""
    if counts.ndim == 1:
        return np.append(counts, counts.sum())
    wide = np.column_stack([counts, counts.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


def _whole_counts(counts: np.ndarray) -> np.ndarray:
    table = np.asarray(counts)
    if table.ndim not in (1, 2) or not np.issubdtype(table.dtype, np.number):
        raise UsageError("The disclosure gate takes a list or a table of counts.")
    if not np.all(np.isfinite(table)) or np.any(table < 0) or np.any(table != np.floor(table)):
        raise UsageError("The disclosure gate takes whole counts of zero or more.")
    return table.astype(np.int64)


def _protect(full: np.ndarray, hidden: np.ndarray, place: tuple[int, ...], rule: Rule) -> None:
    """Hide the cheapest set of cells along which this one could be any value the rule hides.

    In a list that is one other cell; in a table the other corners of a rectangle, round which a
    number can be moved without changing a total that is shown. Totals are cells too. The set that
    hides the smallest counts is taken; one made of totals always exists.
    """
    count = int(full[place])
    best: tuple[int, int] | None = None
    cheapest: tuple[tuple[int, ...], ...] = ()
    for order, corners in enumerate(_corners(full.shape, place)):
        up, down = _room(full, corners)
        if up < rule.threshold - 1 - count or down < count - 1:
            continue
        cost = sum(int(full[cell]) + 1 for cell, _ in corners if not hidden[cell])
        if best is None or (cost, order) < best:
            best, cheapest = (cost, order), tuple(cell for cell, _ in corners)
    for cell in cheapest:
        hidden[cell] = True


Corner = tuple[tuple[int, ...], int]


def _corners(shape: tuple[int, ...], place: tuple[int, ...]) -> Iterator[tuple[Corner, ...]]:
    """Give each set of other cells that can move with this one, and whether with or against it."""
    if len(shape) == 1:
        for i, sign in _moves(shape[0], place[0]):
            yield (((i,), sign),)
        return
    i, j = place
    for other_i, turn_i in _moves(shape[0], i):
        for other_j, turn_j in _moves(shape[1], j):
            yield (
                ((other_i, j), turn_i),
                ((i, other_j), turn_j),
                ((other_i, other_j), turn_i * turn_j),
            )


def _moves(length: int, at: int) -> Iterator[tuple[int, int]]:
    """Give the other positions on a line: parts move against each other, the total with them."""
    total = length - 1
    for other in range(length):
        if other != at:
            yield other, 1 if total in (at, other) else -1


def _room(full: np.ndarray, corners: tuple[Corner, ...]) -> tuple[float, float]:
    """Return how far the place can rise and fall before another cell would go below nought."""
    up = min((float(full[cell]) for cell, sign in corners if sign < 0), default=np.inf)
    down = min((float(full[cell]) for cell, sign in corners if sign > 0), default=np.inf)
    return up, down
