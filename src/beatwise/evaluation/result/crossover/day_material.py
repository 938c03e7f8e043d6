"""What an evaluation by day is computed from: daily counts under a protocol."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.errors import MissingData
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.patrol_days import PatrolDays
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.protocol.protocol import Protocol


@dataclass(frozen=True, slots=True, eq=False)
class DayMaterial:
    """Daily counts of every outcome, from the protocol's first day on.

    Parameters
    ----------
    protocol
        The protocol that stands.
    areas, rings
        Outcome → (areas, days) counts, in the order of the protocol's areas.
    weeks
        (weeks,) which the extract covers: the others are missing and left out.
    undated
        Outcome → incidents that may have happened on more than one day.
    minutes
        Grade of evidence → (areas, days) delivered minutes; empty if unknown.
    until
        The month of this look, at which the weeks end.
    history
        (areas, days) of the primary outcome in the whole weeks before, from which power is made
        again.
    """

    protocol: Protocol
    areas: dict[str, NDArray[np.int64]]
    rings: dict[str, NDArray[np.int64]]
    weeks: NDArray[np.bool_]
    undated: dict[str, int]
    minutes: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    until: Month | None = None
    history: NDArray[np.int64] | None = None

    @property
    def design(self) -> Crossover:
        """The protocol's design. Raises ``MissingData`` for one that draws no days."""
        design = self.protocol.design
        if not isinstance(design, Crossover):
            raise _no_week()
        return design

    @property
    def days(self) -> PatrolDays:
        """The rule by which days were drawn."""
        return self.design.days

    @property
    def covered(self) -> NDArray[np.bool_]:
        """(days,) those of the weeks that the extract covers, of the days counted."""
        return np.repeat(self.weeks, WEEK)

    @property
    def patrolled(self) -> NDArray[np.bool_]:
        """(areas, days) the days drawn for patrols, of the days counted.

        Raises ``BadInput`` where the days drawn again are not those of the protocol.
        """
        days = self.days.matrix(len(self.protocol.areas))
        return days[:, : len(self.covered)]


def check_weeks(material: DayMaterial) -> None:
    """Raise ``MissingData`` where the extract covers no week."""
    if not isinstance(material.protocol.design, Crossover) or not material.weeks.any():
        raise _no_week()


def _no_week() -> MissingData:
    return MissingData("the extract covers no week of the drawn days.")
