"""The rows of a stored month that are not counted, for another month or force counts them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def write_positions(rows: NDArray[np.int64], path: Path) -> None:
    """Write the positions of rows in their file."""
    with path.open("wb") as stream:
        np.save(stream, rows.astype("<i4"), allow_pickle=False)


def without_rows(table: pa.Table, positions: Path | None) -> pa.Table:
    """Return a month's table without the rows whose positions a file holds, if there is one."""
    if positions is None:
        return table
    counted = np.ones(len(table), bool)
    counted[np.load(positions, allow_pickle=False)] = False
    return table.filter(pa.array(counted))


def positions_of(folder: Path, names: Sequence[str]) -> list[Path | None]:
    """Return the file of each month's positions, None where every row counts."""
    return [folder / name if name else None for name in names]
