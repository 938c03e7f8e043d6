"""In how many of the last months a place was among the busiest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from beatwise.errors import BadInput, MissingData, UsageError


Ties = Literal["in", "out"]

CLASSES = ((0.75, "persistent"), (0.25, "recurrent"), (1e-12, "occasional"), (0.0, "never hot"))


@dataclass(frozen=True, slots=True)
class Persistence:
    """How often each unit was hot.

    Parameters
    ----------
    hot
        Units × months, bool: among the top ``top_n`` of that month.
    hot_months
        Months hot, (n_units,).
    of_months
        Months of the window that have data: the denominator. A missing month is not in it.
    months, missing
        Month numbers of the window with and without data.
    top_n, window, ties
        The rule.
    marked
        Units marked each month, (of_months,): more than ``top_n`` where ties are let in, fewer
        where they are not or where fewer units had any event.
    """

    hot: np.ndarray
    hot_months: np.ndarray
    of_months: int
    months: tuple[int, ...]
    missing: tuple[int, ...]
    top_n: int
    window: int
    ties: Ties
    marked: np.ndarray

    def classes(self) -> np.ndarray:
        """Words a unit: persistent (≥ ¾ of months), recurrent (≥ ¼), occasional, never hot."""
        share = self.hot_months / self.of_months
        words = np.full(len(share), CLASSES[-1][1], dtype=object)
        for least, word in reversed(CLASSES):
            words[share >= least] = word
        return words

    def in_words(self) -> str:
        """One sentence that states the rule."""
        tied = "counted in" if self.ties == "in" else "left out when they do not all fit"
        gone = f", {len(self.missing)} without data left out" if self.missing else ""
        return (
            f"Hot: among the area's top {self.top_n} that month with at least one incident, ties "
            f"for the last place {tied}; {self.of_months} of the last {self.window} months{gone}."
        )


def hot_in_month(counts: np.ndarray, top_n: int, ties: Ties = "in") -> np.ndarray:
    """Mark the ``top_n`` units of each month, (n_units, n_months) → bool of that shape.

    A unit is in when fewer than ``top_n`` units have more events than it (``ties="in"``), or when
    at most ``top_n`` units have as many or more (``"out"``). A unit without events is never in.
    """
    counts = np.asarray(counts)
    ordered = np.sort(counts, axis=0)
    marked = np.zeros(counts.shape, dtype=bool)
    side: Literal["left", "right"] = "right" if ties == "in" else "left"
    for month in range(counts.shape[1]):
        column = counts[:, month]
        ahead = len(column) - np.searchsorted(ordered[:, month], column, side)
        marked[:, month] = ahead < top_n if ties == "in" else ahead <= top_n
    return marked & (counts > 0)


def persistence(
    counts: np.ndarray,
    months: Sequence[int],
    top_n: int,
    *,
    window: int = 12,
    last: int | None = None,
    ties: Ties = "in",
) -> Persistence:
    """Count the months each unit was hot in the last ``window`` calendar months.

    Parameters
    ----------
    counts
        Events, (n_units, n_months), one column for each month that has data.
    months
        Their month numbers, rising. A month of the window that is not listed is missing: it is
        left out of the count and of ``of_months``, never taken as "not hot".
    top_n
        How many units a month count as its top.
    window
        Calendar months back from ``last`` (the latest month when ``None``), itself included.
    ties
        See :func:`hot_in_month`.

    Raises
    ------
    BadInput
        A matrix that does not fit the months, or months out of order.
    UsageError
        ``top_n`` or ``window`` below one.
    MissingData
        No month of the window has data.
    """
    counts, numbers = np.asarray(counts), np.asarray(months, dtype=np.int64)
    if counts.ndim != 2 or counts.shape[1] != len(numbers):
        raise BadInput("Give one column of counts for each month.")
    if np.any(np.diff(numbers) <= 0):
        raise BadInput("Months must rise, each once.")
    if top_n < 1 or window < 1:
        raise UsageError("The top and the window need at least one each.")
    end = int(numbers.max(initial=-1)) if last is None else last
    inside = (numbers > end - window) & (numbers <= end)
    if not inside.any():
        raise MissingData(f"None of the {window} months asked for has data.")
    hot = hot_in_month(counts[:, inside], top_n, ties)
    there = tuple(numbers[inside].tolist())
    return Persistence(
        hot=hot,
        hot_months=hot.sum(axis=1),
        of_months=len(there),
        months=there,
        missing=tuple(m for m in range(end - window + 1, end + 1) if m not in set(there)),
        top_n=top_n,
        window=window,
        ties=ties,
        marked=hot.sum(axis=0),
    )
