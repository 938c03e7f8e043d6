"""What an evaluation is computed from: counts under a protocol, and how they were come by."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.errors import MissingData, Refused
from beatwise.evaluation.protocol.protocol import Protocol


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Counts of every outcome in the areas and in their rings.

    Parameters
    ----------
    protocol
        The protocol that stands.
    months
        Month numbers with data, in order; months missing for every area are not among them.
    areas, rings
        Outcome → (areas, months) counts, in the order of the protocol's areas.
    missing
        Months of the protocol without data.
    minutes
        Grade of evidence → (areas,) delivered minutes in the patrolled months; empty if unknown.
    until
        The last month of this look; the protocol's last month at the end.
    """

    protocol: Protocol
    months: tuple[int, ...]
    areas: dict[str, NDArray[np.int64]]
    rings: dict[str, NDArray[np.int64]]
    missing: tuple[Month, ...]
    minutes: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    until: Month | None = None

    @property
    def units(self) -> list[str]:
        """The units of assignment, in order of first sight."""
        return list(dict.fromkeys(area.unit for area in self.protocol.areas))

    @property
    def first_after(self) -> int:
        """The column at which patrols begin (the first start in a stepped design)."""
        return int(np.searchsorted(self.months, self.protocol.patrols.first.number))

    @property
    def month_counts(self) -> tuple[int, int]:
        """Months before and after that have data."""
        return self.first_after, len(self.months) - self.first_after

    def panel(
        self, outcome: str, *, rings: bool = False, both: bool = False
    ) -> NDArray[np.float64]:
        """Return (units, months) counts of the areas, their rings, or both together."""
        from beatwise.evaluation.estimators.point_counts import by_unit

        counts = self.rings[outcome] if rings else self.areas[outcome]
        if both:
            counts = self.areas[outcome] + self.rings[outcome]
        return by_unit(counts, [area.unit for area in self.protocol.areas]).astype(float)

    def starts_after(self) -> NDArray[np.int64]:
        """Return, for each unit, the months from the first start to its own."""
        first = {area.unit: area for area in reversed(self.protocol.areas)}
        patrols = self.protocol.patrols.first
        starts = [(first[unit].start or patrols).number - patrols.number for unit in self.units]
        return np.array(starts, dtype=np.int64)

    def labels(self) -> tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64]]:
        """Return, for each unit: treated, block, and the column at which it starts."""
        first = {area.unit: area for area in reversed(self.protocol.areas)}
        units = [first[unit] for unit in self.units]
        start = [
            int(np.searchsorted(self.months, (unit.start or self.protocol.patrols.first).number))
            for unit in units
        ]
        blocks = np.unique([unit.block for unit in units], return_inverse=True)[1]
        if not self.protocol.drawn:
            blocks = np.zeros(len(units), dtype=np.int64)  # a placebo rank is over all
        return (
            np.array([unit.treated for unit in units]),
            blocks.astype(np.int64),
            np.array(start, dtype=np.int64),
        )


def check_months(material: Material) -> None:
    """Raise ``MissingData`` without months on both sides, ``Refused`` where nothing was counted."""
    before, after = material.month_counts
    if not before or not after:
        side = "before patrols" if not before else "with patrols"
        raise MissingData(
            f"no month {side} has data.", next_step="See which months there are: beatwise ledger"
        )
    if not sum(int(counts.sum()) for counts in material.areas.values()):
        raise Refused(
            "no incident of any outcome was counted in any area.",
            next_step="Check that the areas lie where the data are, and the outcome's spelling.",
        )
