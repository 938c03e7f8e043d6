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

    Whatever stands as the start of an area that is not treated (the number of months, -1, infinity,
    missing) is not read. Raises ``BadInput`` naming the area (row) or month (column) at fault.
    """
    values = table_of(counts)
    mask = flags_of(treated, values)
    months = values.shape[1]
    starts = np.where(mask, starts_of(start, mask), months)
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
            next_step="Start after the first month and before the last one ends; mark an area that "
            "is never treated False.",
        )
    return Panel(values, mask, starts)


def table_of(counts: ArrayLike) -> NDArray[np.float64]:
    """Return (areas, months) counts; raises ``BadInput`` for a missing or negative one."""
    try:
        values: NDArray[np.float64] = np.ma.filled(np.ma.asarray(counts, dtype=float), np.nan)
    except (TypeError, ValueError) as error:
        raise BadInput(
            f"the counts are not a table of numbers ({error}).",
            next_step="Give counts as areas × months.",
        ) from error
    if values.ndim != 2 or 0 in values.shape:
        raise BadInput(
            f"counts of shape {values.shape} are no table.",
            next_step="Give counts as areas × months.",
        )
    for wrong, words in ((~np.isfinite(values), "missing"), (values < 0, "negative")):
        if wrong.any():
            area, month = np.argwhere(wrong)[0]
            raise BadInput(
                f"the count of area {area} in month {month} is {words}.",
                next_step="Leave a missing month out for every area; counts are 0 or more.",
            )
    return values


def flags_of(treated: ArrayLike, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return (areas,) whether each is treated; raises ``BadInput`` for anything but yes and no."""
    given = np.asarray(treated)
    if given.shape != values.shape[:1]:
        raise BadInput(
            f"counts of shape {values.shape} do not go with {given.size} treated flags.",
            next_step="Give counts as areas × months and one flag for each area.",
        )
    plain = given.dtype == bool or all(
        isinstance(flag, bool | int | float | np.bool_ | np.number) and flag in (0, 1)
        for flag in given.tolist()
    )
    if not plain:
        raise BadInput(
            "the treated flags are not all True or False.",
            next_step="Give one True or False for each area, not names or numbers of areas.",
        )
    return given.astype(bool)


def starts_of(start: Any, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return (areas,) start columns, -1 where not treated; raises ``BadInput`` for any other."""
    given = np.asarray(start, dtype=object)
    if given.shape not in ((), mask.shape):
        raise BadInput(
            f"{given.size} starts do not go with {mask.size} areas.",
            next_step="Give one start, or one for each area.",
        )
    every = np.broadcast_to(given, mask.shape).tolist()
    starts = np.full(mask.shape, -1, dtype=np.int64)
    for area in np.flatnonzero(mask).tolist():
        starts[area] = _column(every[area], area)
    return starts


def _column(value: Any, area: int) -> int:
    try:
        if not isinstance(value, bool | np.bool_) and float(value) == int(value):
            return int(value)
    except (TypeError, ValueError, OverflowError):
        pass
    raise BadInput(
        f"area {area} is treated, but its start, {value!r}, is no month of the panel.",
        next_step="Count the panel's months from 0 and give the first treated one.",
    )
