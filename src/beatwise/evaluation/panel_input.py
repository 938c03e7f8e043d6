"""The panel that every estimator takes: areas by months, who was treated, and from when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput, Refused


@dataclass(frozen=True, slots=True)
class Panel:
    """Checked counts of areas by months.

    Parameters
    ----------
    counts
        (areas, months), 0 or more. A month missing for *every* area is left out beforehand; a
        missing value for one area is refused, because it would read as zero.
    treated
        (areas,) True where patrols were assigned.
    start
        (areas,) the first treated month of each treated area as a column index; the number of
        months where never treated.
    """

    counts: NDArray[np.float64]
    treated: NDArray[np.bool_]
    start: NDArray[np.int64]

    @property
    def common_start(self) -> int | None:
        """The one start that all treated areas share, or none where they differ."""
        starts = np.unique(self.start[self.treated])
        return int(starts[0]) if len(starts) == 1 else None

    def before_after(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return each area's total before and after the common start, shapes (areas,)."""
        start = self.common_start
        if start is None:
            raise Refused(
                "Treated areas start in different months, so there is no one before and after.",
                next_step="Use an estimator for stepped starts (poisson_did does).",
            )
        return self.counts[:, :start].sum(axis=1), self.counts[:, start:].sum(axis=1)


def panel(counts: ArrayLike, treated: ArrayLike, start: Any) -> Panel:
    """Check and return a ``Panel``; ``start`` is one column index, or one for each area.

    Raises ``BadInput`` naming the area (row) or month (column) at fault.
    """
    values = _numbers(counts)
    mask = np.asarray(treated, dtype=bool)
    if values.ndim != 2 or mask.shape != values.shape[:1]:
        raise BadInput(
            f"counts of shape {values.shape} do not go with {mask.size} treated flags.",
            next_step="Give counts as areas × months and one flag for each area.",
        )
    _check_counts(values)
    months = values.shape[1]
    begins = np.asarray(start, dtype=np.int64)
    if begins.shape not in ((), mask.shape):
        raise BadInput(
            f"{begins.size} starts do not go with {mask.size} areas.",
            next_step="Give one start, or one for each area.",
        )
    starts = np.where(mask, np.broadcast_to(begins, mask.shape), months)
    if not mask.any() or (mask.all() and len(np.unique(starts)) == 1):
        raise BadInput(
            "there must be at least one treated and one comparison area.",
            next_step="Mark the treated areas True and leave comparison areas in the panel.",
        )
    outside = mask & ((starts < 1) | (starts >= months))
    if outside.any():
        raise BadInput(
            f"area {int(outside.argmax())} starts at month {int(starts[outside.argmax()])}, "
            f"outside the panel of {months} months.",
            next_step="Start after the first month and before the last one ends.",
        )
    return Panel(values, mask, starts)


def _numbers(counts: ArrayLike) -> NDArray[np.float64]:
    try:
        return np.asarray(counts, dtype=float)
    except (TypeError, ValueError) as error:
        raise BadInput(
            f"the counts are not a table of numbers ({error}).",
            next_step="Give counts as areas × months.",
        ) from error


def _check_counts(values: NDArray[np.float64]) -> None:
    for wrong, words in ((~np.isfinite(values), "missing"), (values < 0, "negative")):
        if wrong.any():
            area, month = np.argwhere(wrong)[0]
            raise BadInput(
                f"the count of area {area} in month {month} is {words}.",
                next_step="Leave a missing month out for every area; counts are 0 or more.",
            )
