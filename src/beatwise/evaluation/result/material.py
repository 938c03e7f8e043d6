"""What an evaluation is computed from: counts under a protocol, and how they were come by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.errors import MissingData, Refused
from beatwise.evaluation.designs.study_design import MonthlyDesign
from beatwise.evaluation.estimators.point_counts import by_unit
from beatwise.evaluation.estimators.study_panel import Panel
from beatwise.evaluation.protocol.protocol import Protocol, ProtocolArea


SHARE_OF_UNITS = 0.5  # of the patrolled areas that minutes must reach


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
    def design(self) -> MonthlyDesign:
        """The protocol's design. Raises ``Refused`` for one that does not compare months."""
        design = self.protocol.design
        if not isinstance(design, MonthlyDesign):
            raise Refused("this design cannot be evaluated on months.")
        return design

    @property
    def first_after(self) -> int:
        """The column at which patrols begin (the first start in a stepped design)."""
        return int(np.searchsorted(self.months, self.protocol.patrols.first.number))

    @property
    def month_counts(self) -> tuple[int, int]:
        """Months before and after that have data."""
        return self.first_after, len(self.months) - self.first_after

    def panel(self, outcome: str) -> Panel:
        """Return the counts in the areas, by unit of assignment."""
        return self._panel(self.areas[outcome])

    def ring_panel(self, outcome: str) -> Panel:
        """Return the counts in the rings, by unit of assignment."""
        return self._panel(self.rings[outcome])

    def net_panel(self, outcome: str) -> Panel:
        """Return the counts in areas and rings together, by unit of assignment."""
        return self._panel(self.areas[outcome] + self.rings[outcome])

    def _panel(self, counts: NDArray[np.int64]) -> Panel:
        areas, patrols = self.protocol.areas, self.protocol.patrols
        first = {area.unit: area for area in reversed(areas)}
        units = list(dict.fromkeys(area.unit for area in areas))
        starts = [(first[unit].start or patrols.first).number for unit in units]
        blocks = np.unique([first[unit].block for unit in units], return_inverse=True)[1]
        if not self.protocol.by_lot:
            blocks = np.zeros(len(units), dtype=np.int64)  # a placebo rank is over all
        block_names = {area.unit: area.block for area in areas}
        return Panel(
            counts=by_unit(counts, [area.unit for area in areas]).astype(float),
            treated=np.array([first[unit].treated for unit in units]),
            start=np.searchsorted(self.months, starts).astype(np.int64),
            blocks=blocks.astype(np.int64),
            first=self.first_after,
            months=self.months,
            labels=tuple(_label(unit, areas) for unit in units),
            block_names=tuple(block_names[unit] for unit in units),
        )

    def starts_after(self) -> NDArray[np.int64]:
        """Return (units,) the months from the first start to each unit's own."""
        first = {area.unit: area for area in reversed(self.protocol.areas)}
        patrols = self.protocol.patrols.first
        starts = [(first[unit].start or patrols).number - patrols.number for unit in self.units]
        return np.array(starts, dtype=np.int64)

    @property
    def units(self) -> list[str]:
        """The units of assignment, in order of first sight."""
        return list(dict.fromkeys(area.unit for area in self.protocol.areas))


def _label(unit: str, areas: tuple[ProtocolArea, ...]) -> str:
    """Return the name of a unit: that of its area where it has only one."""
    mine = [area.name for area in areas if area.unit == unit]
    return mine[0] if len(mine) == 1 else unit


def total_minutes(minutes: Mapping[str, NDArray[np.float64]]) -> float | None:
    """Return the delivered minutes of every grade together; None where none are known."""
    return sum(float(of_grade.sum()) for of_grade in minutes.values()) if minutes else None


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


class DeliveryShown(Enum):
    """What delivered minutes show, in words."""

    UNKNOWN = "What was delivered is not known."
    NONE = "None of it where patrols were assigned."
    PARTLY = (
        "It does not show the assignment: fewer than half of the patrolled areas were reached, or "
        "the others had as much."
    )
    YES = "It reached the areas that were assigned more than the others."


def delivery_shown(
    minutes: Mapping[str, NDArray[np.float64]], assigned: NDArray[np.bool_]
) -> DeliveryShown:
    """Return what minutes show; those of each grade and ``assigned`` have one shape.

    That is (areas,) where areas are compared, or (areas, days) where days are. Shown means that at
    least half of the areas that were to be patrolled were, and had more minutes, on average, than
    what was not assigned.
    """
    if not minutes:
        return DeliveryShown.UNKNOWN
    total = np.sum(list(minutes.values()), axis=0)
    inside = np.where(assigned, total, 0.0).reshape(len(total), -1).sum(axis=1)
    to_patrol = assigned.reshape(len(total), -1).any(axis=1)
    if not inside.any():
        return DeliveryShown.NONE
    reached = float((inside[to_patrol] > 0).mean())
    elsewhere = float(total[~assigned].mean()) if (~assigned).any() else 0.0
    enough = reached >= SHARE_OF_UNITS and float(total[assigned].mean()) > elsewhere
    return DeliveryShown.YES if enough else DeliveryShown.PARTLY
