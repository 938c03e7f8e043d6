"""The truth of a delivery: a plain sum over its rows, sharing no code with what is judged by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from benchmarks._whole_deliveries import BTP, Delivery, Town


NEAR_M = 2.0  # coordinates are published in degrees of six decimals: within this an edge is unsure
Tally = Counter[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Between:
    """A count, to the records that lie on an outline itself."""

    low: int
    high: int

    def holds(self, count: object) -> bool:
        """Say whether a printed count is true."""
        return isinstance(count, int) and self.low <= count <= self.high


class Truth:
    """What was delivered, each Crime ID once, in the first month and force that has it.

    Within a file a Crime ID at another place, or without one, is another row, as the ledger says.

    ``delivered`` are the force and month numbers of files with rows: no row is no month.
    """

    def __init__(self, delivery: Delivery):
        self.delivery = delivery
        self.delivered = [key for key, rows in delivery.files.items() if len(rows)]
        order = sorted(delivery.files, key=lambda key: (key[1], key[0] == BTP, key[0]))
        ids: set[str] = set()
        kept = []
        for force, month in order:
            here: set[tuple[object, ...]] = set()
            for row in delivery.files[force, month].itertuples(index=False):
                if isinstance(row.crime_id, str) and row.crime_id:
                    place = (row.x, row.y) if np.isfinite(row.x) else None
                    record = (row.crime_id, row.type, place, row.lsoa, row.location)
                    if row.crime_id in ids or record in here:
                        continue
                    here.add(record)
                kept.append((force, month, row.type, row.x, row.y, row.lsoa))
            ids.update(record[0] for record in here)
        columns = ["force", "month", "type", "x", "y", "lsoa"]
        self.rows = pd.DataFrame(kept, columns=columns)
        self.placed = self.rows[np.isfinite(self.rows["x"].astype(float))]
        enough = self.rows.groupby("force").size()
        self.left_out = {
            (force, kind) for force, kind in delivery.left_out if enough.get(force, 0) >= 100
        }
        self._inside: dict[bytes, tuple[Tally, Tally]] = {}

    def months(self, force: str) -> list[int]:
        """Return the months of a force that were delivered."""
        return sorted(month for name, month in self.delivered if name == force)

    def forces(self) -> list[str]:
        """Return the forces with ground of their own that were delivered."""
        return sorted({name for name, _ in self.delivered} - {BTP})

    def is_gathered(self, town: Town) -> bool:
        """Say whether a town lies on the ground of a force that was delivered."""
        return town.force in self.forces()

    def count(
        self, shape: shapely.Geometry, kinds: Collection[str], months: Collection[int]
    ) -> Between:
        """Return how many records of these types and months lie in a shape."""
        low, high = self._tallies(shape)
        wanted = [(kind, month) for kind in kinds for month in months]
        return Between(sum(low[one] for one in wanted), sum(high[one] for one in wanted))

    def _tallies(self, shape: shapely.Geometry) -> tuple[Tally, Tally]:
        key = shape.wkb
        if key not in self._inside:
            x, y = self.placed["x"].to_numpy(float), self.placed["y"].to_numpy(float)
            of_row = list(zip(self.placed["type"], self.placed["month"], strict=True))
            both = []
            for metres in (-NEAR_M, NEAR_M):
                inside = shapely.contains_xy(shape.buffer(metres), x, y)
                both.append(Counter(of_row[at] for at in np.flatnonzero(inside)))
            self._inside[key] = (both[0], both[1])
        return self._inside[key]

    def lost(self, force: str, kinds: Collection[str]) -> int:
        """Return how many records of a force and these types have no place."""
        rows = self.rows[(self.rows["force"] == force) & self.rows["type"].isin(list(kinds))]
        return int((~np.isfinite(rows["x"].astype(float))).sum())
