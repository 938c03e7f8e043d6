"""Count pairs of events close in space by how many days apart they are, for many datings at once.

No list of pairs is ever held: events are sorted into square blocks as wide as the largest
distance asked about, every event looks at its own and its neighbouring blocks, and each close
pair is compared under a whole batch of datings. Memory is therefore one batch of datings, however
many pairs there are. Coordinates are whole numbers of the stated precision, so that a pair
exactly on a limit falls on the stated side of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np

from beatwise.hotspots.compiled import compiled


if TYPE_CHECKING:
    from numpy.typing import NDArray

Metric = Literal["euclidean", "manhattan"]
_MOST_BLOCKS_A_SIDE = 1024
_FLUSH = 32_000  # int16 counters are emptied before they could overflow


@dataclass(frozen=True, slots=True)
class Ground:
    """Events sorted into square blocks, ready for counting.

    Parameters
    ----------
    order
        Position in the input of each sorted event, shape (n,).
    x, y
        Sorted coordinates in whole units of precision, int64, shape (n,).
    column, row
        Block of each sorted event, int64, shape (n,).
    start
        Where each block begins among the sorted events, shape (columns × rows + 1,).
    columns, rows
        How many blocks there are each way.
    limits
        Band limits in the kernel's own measure: units of precision, squared when Euclidean.
    manhattan
        Whether distance is |dx| + |dy|.
    """

    order: NDArray[np.int64]
    x: NDArray[np.int64]
    y: NDArray[np.int64]
    column: NDArray[np.int64]
    row: NDArray[np.int64]
    start: NDArray[np.int64]
    columns: int
    rows: int
    limits: NDArray[np.float64]
    manhattan: bool


def ground(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    limits_m: NDArray[np.float64],
    metric: Metric,
    unit_m: float,
) -> Ground:
    """Sort events at ``x``, ``y`` (metres, shape (n,)) into blocks as wide as the last limit."""
    ix = np.rint((x - x.min()) / unit_m).astype(np.int64) if len(x) else np.zeros(0, np.int64)
    iy = np.rint((y - y.min()) / unit_m).astype(np.int64) if len(y) else np.zeros(0, np.int64)
    limits = np.round(limits_m / unit_m, 9)
    extent = int(max(ix.max(initial=0), iy.max(initial=0)))
    side = int(max(np.ceil(limits[-1]), extent // _MOST_BLOCKS_A_SIDE + 1))
    column, row = ix // side, iy // side
    columns, rows = int(column.max(initial=0)) + 1, int(row.max(initial=0)) + 1
    block = row * columns + column
    order = np.argsort(block, kind="stable")
    start = np.searchsorted(block[order], np.arange(columns * rows + 1))
    manhattan = metric == "manhattan"
    return Ground(
        order, ix[order], iy[order], column[order], row[order], start, columns, rows,
        limits if manhattan else limits**2, manhattan,
    )  # fmt: skip


def count_close(
    where: Ground, days: NDArray[np.int16], day_limits: NDArray[np.int16]
) -> NDArray[np.int64]:
    """Count pairs in each distance band that are fewer than each limit of days apart.

    Parameters
    ----------
    where
        The sorted events.
    days
        Day numbers of the *sorted* events under each dating, shape (n, datings), C order.
    day_limits
        Limits in days, shape (k,).

    Returns
    -------
    Counts of shape (distance bands, k, datings); cumulative over the day limits.
    """
    counts = np.zeros((len(where.limits) - 1, len(day_limits), days.shape[1]), np.int64)
    _count(
        where.x, where.y, where.column, where.row, where.start, where.columns, where.rows,
        where.limits, where.manhattan, days, day_limits, counts,
    )  # fmt: skip
    return counts


def shuffle_into(
    days: NDArray[np.int16], draws: NDArray[np.float64], shuffled: NDArray[np.int16]
) -> None:
    """Write a shuffle of ``days`` (n,) into ``shuffled`` (n,), from n uniform draws in [0, 1).

    Fisher and Yates: every order is equally likely, to one part in 2**53 / n.
    """
    _shuffle(days, draws, shuffled)


def _shuffle_plain(days, draws, shuffled):  # type: ignore[no-untyped-def]
    for at in range(days.size):
        shuffled[at] = days[at]
    for last in range(days.size - 1, 0, -1):
        other = int(draws[last] * (last + 1))
        shuffled[last], shuffled[other] = shuffled[other], shuffled[last]


def _empty_plain(tally, out):  # type: ignore[no-untyped-def]
    bands, kinds, datings = out.shape
    for band in range(bands):
        for k in range(kinds):
            for d in range(datings):
                out[band, k, d] += tally[band, k, d]
                tally[band, k, d] = 0


def _count_plain(x, y, column, row, start, columns, rows, limits, manhattan, days, day_limits, out):  # type: ignore[no-untyped-def]
    n, datings = days.shape
    kinds = day_limits.size
    reach = limits[-1]
    tally = np.zeros(out.shape, np.int16)
    uncounted = 0
    for i in range(n):
        for part in range(2):
            if part == 0:  # the rest of its own block and the block to the right
                first = i + 1
                last = start[row[i] * columns + min(column[i] + 1, columns - 1) + 1]
            else:  # the three blocks above
                if row[i] + 1 >= rows:
                    continue
                above = (row[i] + 1) * columns
                first = start[above + max(column[i] - 1, 0)]
                last = start[above + min(column[i] + 1, columns - 1) + 1]
            for j in range(first, last):
                dx, dy = abs(x[i] - x[j]), abs(y[i] - y[j])
                apart = dx + dy if manhattan else dx * dx + dy * dy
                if apart >= reach:
                    continue
                band = 0
                while apart >= limits[band + 1]:
                    band += 1
                one, other = days[i], days[j]
                for k in range(kinds):
                    limit = day_limits[k]
                    counter = tally[band, k]
                    for d in range(datings):
                        gap = np.int16(abs(np.int16(one[d] - other[d])))
                        counter[d] += np.int16(gap < limit)
                uncounted += 1
                if uncounted == _FLUSH:
                    _empty(tally, out)
                    uncounted = 0
    _empty(tally, out)


_empty = cast("Any", compiled(_empty_plain))
_count = cast("Any", compiled(_count_plain))
_shuffle = cast("Any", compiled(_shuffle_plain))
