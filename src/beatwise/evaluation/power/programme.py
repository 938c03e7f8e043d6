"""A programme to be simulated, what is known of its areas before it, and what it is to find."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.permutation import smallest_p
from beatwise.evaluation.power.monthly_history import Traits


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Who is patrolled and how long.

    Parameters
    ----------
    mean
        (units,) incidents a month expected without patrols.
    treated
        (units,) True where patrolled.
    blocks
        (units,) block or pair of the draw; all alike for one draw.
    before, after
        Months.
    start
        (units,) the first patrolled column of the whole programme; that after ``before`` for
        every unit where none is given.
    """

    mean: NDArray[np.float64]
    treated: NDArray[np.bool_]
    blocks: NDArray[np.int64]
    before: int
    after: int
    start: NDArray[np.int64] | None = None

    @property
    def starts(self) -> NDArray[np.int64]:
        """(units,) the first patrolled column of each."""
        return np.full(len(self.mean), self.before) if self.start is None else self.start

    @property
    def smallest_p(self) -> float:
        """The smallest p that relabelling these units can ever give."""
        units = self.informative()
        return smallest_p(units.treated, units.blocks)

    def informative(self) -> Programme:
        """Return the programme without units where no incident is expected; all, if none is."""
        some = self.mean > 0
        if some.all() or not some.any():
            return self
        return replace(
            self,
            mean=self.mean[some],
            treated=self.treated[some],
            blocks=self.blocks[some],
            start=None if self.start is None else self.start[some],
        )


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What came before patrols, from which a programme's power is simulated.

    ``of_days`` is (areas, days) of the whole weeks before, for designs that compare days.
    """

    programme: Programme
    traits: Traits
    of_days: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Aims:
    """What a programme is to find, and how it is judged.

    Effects are in per cent (-20: a fall of a fifth); ``smallest_effect`` is the smallest that
    matters, ``floor`` the power below which a design cannot answer, ``alpha`` the level left for
    the end.
    """

    effects: tuple[float, ...] = (-10.0, -20.0, -30.0)
    smallest_effect: float = -20.0
    floor: float = 0.6
    alpha: float = 0.05
    seed: int = 1
