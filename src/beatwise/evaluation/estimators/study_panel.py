"""The panel that every estimator takes: units by months, who was treated, and from when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput, Refused


class Totals(NamedTuple):
    """Incidents of patrolled and of comparison units, before and after the start.

    Of stepped starts ``treated_before`` are unit-months not on patrol and ``treated_after`` those
    on patrol; nothing is compared besides, and the others are 0.
    """

    treated_before: int
    treated_after: int
    comparison_before: int
    comparison_after: int


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Counts of units by months, with who is patrolled and from when.

    A unit is an area, or what was assigned together (a town).

    Parameters
    ----------
    counts
        (units, months) incidents, 0 or more. A month missing for *every* unit is left out
        beforehand.
    treated
        (units,) True where patrols were assigned.
    start
        (units,) the first treated month of each treated unit as a column index.
    blocks
        (units,) the block or pair each unit was drawn within, as a number; all 0 for one draw.
    first
        The column at which patrols begin; of stepped starts, the first start.
    months
        (months,) month numbers of the columns; empty where they are not known.
    labels
        (units,) names for a reader; empty where they are not known.
    block_names
        (units,) names of the blocks; empty where they are not known.
    """

    counts: NDArray[np.float64]
    treated: NDArray[np.bool_]
    start: NDArray[np.int64]
    blocks: NDArray[np.int64]
    first: int
    months: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    block_names: tuple[str, ...] = ()

    @property
    def common_start(self) -> int | None:
        """The one start that all treated units share, or none where they differ."""
        starts = np.unique(self.start[self.treated])
        return int(starts[0]) if len(starts) == 1 else None

    @property
    def before(self) -> NDArray[np.float64]:
        """(units,) incidents in the months before patrols begin anywhere."""
        total: NDArray[np.float64] = self.counts[:, : self.first].sum(axis=1)
        return total

    @property
    def after(self) -> NDArray[np.float64]:
        """(units,) incidents from the month in which patrols begin anywhere."""
        total: NDArray[np.float64] = self.counts[:, self.first :].sum(axis=1)
        return total

    @property
    def month_counts(self) -> tuple[int, int]:
        """Months before and after patrols begin."""
        return self.first, self.counts.shape[1] - self.first

    def before_after(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return each unit's total before and after the common start, shapes (units,).

        Raises ``Refused`` where treated units start in different months.
        """
        start = self.common_start
        if start is None:
            raise Refused(
                "Treated areas start in different months, so there is no one before and after.",
                next_step="Use an estimator for stepped starts (poisson_did does).",
            )
        return self.counts[:, :start].sum(axis=1), self.counts[:, start:].sum(axis=1)

    def informative(self) -> Panel:
        """Return the panel without units that never had an incident.

        They add nothing to an estimate, so they must not narrow an interval or lower a p either:
        each keeps the role it was drawn for, and only the others are relabelled.
        """
        some: NDArray[np.bool_] = np.asarray(self.counts.any(axis=1))
        if some.all():
            return self

        def of_some(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(name for name, keep in zip(names, some, strict=True) if keep)

        return replace(
            self,
            counts=self.counts[some],
            treated=self.treated[some],
            start=self.start[some],
            blocks=self.blocks[some],
            labels=of_some(self.labels) if self.labels else (),
            block_names=of_some(self.block_names) if self.block_names else (),
        )

    def begun(self) -> Panel:
        """Return the panel as at a look: what has not started in its months is not treated.

        The start of a unit that is not treated is the number of months.
        """
        months = self.counts.shape[1]
        treated = self.treated & (self.start < months)
        return replace(self, treated=treated, start=np.where(treated, self.start, months))

    def started_together(self) -> Panel:
        """Return the panel with every treated unit's start in the month when patrols begin."""
        start = np.where(self.treated, self.first, self.counts.shape[1])
        return replace(self, start=start)

    def within_blocks(self, blocks: ArrayLike) -> Panel:
        """Return the panel with the blocks the units were drawn within, (units,) labels.

        Raises ``BadInput`` where they do not match the units.
        """
        return replace(self, blocks=block_codes(blocks, len(self.treated)))


def panel(counts: ArrayLike, treated: ArrayLike, start: ArrayLike) -> Panel:
    """Check and return a ``Panel``; ``start`` is one column index, or one for each area.

    Whatever stands as the start of an area that is not treated (the number of months, -1, infinity,
    missing) is not read. The areas are one draw; see ``within_blocks``.

    Raises ``BadInput`` naming the area (row) or month (column) at fault.
    """
    values = table_of(counts)
    mask = flags_of(treated, values)
    starts = np.where(mask, starts_of(start, mask), values.shape[1])
    first = int(starts[mask].min()) if mask.any() else values.shape[1]
    units = Panel(values, mask, starts, one_draw(mask), first)
    check_starts(units)
    return units


def check_starts(units: Panel) -> None:
    """Raise ``BadInput`` for a panel with nothing to compare, or a start outside its months."""
    mask, starts, months = units.treated, units.start, units.counts.shape[1]
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
    flags = np.asarray(treated)
    if flags.shape != values.shape[:1]:
        raise BadInput(
            f"counts of shape {values.shape} do not go with {flags.size} treated flags.",
            next_step="Give counts as areas × months and one flag for each area.",
        )
    plain = flags.dtype == bool or all(
        isinstance(flag, bool | int | float | np.bool_ | np.number) and flag in (0, 1)
        for flag in flags.tolist()
    )
    if not plain:
        raise BadInput(
            "the treated flags are not all True or False.",
            next_step="Give one True or False for each area, not names or numbers of areas.",
        )
    return flags.astype(bool)


def starts_of(start: ArrayLike, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return (areas,) start columns, -1 where not treated; raises ``BadInput`` for any other."""
    values = np.asarray(start, dtype=object)
    if values.shape not in ((), mask.shape):
        raise BadInput(
            f"{values.size} starts do not go with {mask.size} areas.",
            next_step="Give one start, or one for each area.",
        )
    every = np.broadcast_to(values, mask.shape).tolist()
    starts = np.full(mask.shape, -1, dtype=np.int64)
    for area in np.flatnonzero(mask).tolist():
        starts[area] = _column(every[area], area)
    return starts


def one_draw(areas: ArrayLike) -> NDArray[np.int64]:
    """Return the blocks of a single draw over all areas."""
    return np.zeros(len(np.asarray(areas)), dtype=np.int64)


def block_codes(blocks: ArrayLike, areas: int) -> NDArray[np.int64]:
    """Return (areas,) the block of each as a number; ``BadInput`` where they do not match."""
    values = np.asarray(blocks)
    if values.shape != (areas,):
        raise BadInput(
            f"{values.size} block labels were given for {areas} areas.",
            next_step="Give one block or pair label for each area.",
        )
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _column(value: object, area: int) -> int:
    try:
        if not isinstance(value, bool | np.bool_) and float(value) == int(value):  # type: ignore[arg-type, call-overload]
            return int(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        pass
    raise BadInput(
        f"area {area} is treated, but its start, {value!r}, is no month of the panel.",
        next_step="Count the panel's months from 0 and give the first treated one.",
    )
