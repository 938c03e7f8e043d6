"""The protocol: everything that is decided before anybody can know the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import Month, MonthRange
from beatwise.estimate import Estimate
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.power.monthly_history import Range


ROLES = ("treated", "comparison")
BY_HAND = "chosen"  # the assignment of areas that were not drawn by lot
DAYS = "days"
POLICE_UK = "data.police.uk"  # the source of outcomes by month; any other is a timed extract
ASSIGNMENTS = ("matched pairs", "blocks", "one draw", DAYS, BY_HAND)


@dataclass(frozen=True, slots=True)
class ProtocolArea:
    """One area: patrolled or compared, in which unit of assignment and block."""

    id: str
    name: str
    unit: str
    block: str
    role: str
    geometry: shapely.Geometry
    start: Month | None = None

    @property
    def treated(self) -> bool:
        """Whether it is to be patrolled."""
        return self.role == "treated"


@dataclass(frozen=True, slots=True)
class StatedPower:
    """What the design said it could find, before it began; never recomputed from the result."""

    at_smallest_effect: float
    detectable_effect: float | None
    power_wanted: float
    variance_ratio: Range
    drift: Range
    drift_assumed: bool
    months_before: int
    months_after: int
    smallest_p: float


@dataclass(frozen=True, slots=True)
class Decision:
    """How the result will be judged.

    ``smallest_effect`` is the smallest change that would matter, per cent (-20: a fall of a fifth);
    ``looks`` are the months after which the result may be opened before the end.
    """

    alpha: float = 0.05
    smallest_effect: float = -20.0
    power_floor: float = 0.6
    permutations: int = 1999
    looks: tuple[Month, ...] = ()
    spending: str = "none"


@dataclass(frozen=True, slots=True)
class TheoryStep:
    """One step of the theory of change, with the measure that would show it."""

    stage: str
    text: str
    measure: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """A whole protocol.

    ``before`` and ``patrols`` are months; ``rule`` says how areas were assigned; ``excluded`` are
    the areas left out, each with the reason; ``cost_pounds`` has a middle, low and high;
    ``extract_until`` is the last month (YYYY-MM) that a timed extract held when the study was
    designed; ``mapping`` is what the file says, for its hash.
    """

    title: str
    question: str
    primary: str
    secondary: tuple[str, ...]
    source: str
    force: str | None
    before: MonthRange
    patrols: MonthRange
    design: Design
    assignment: str
    unit: str
    seed: int
    rule: str
    ring_m: float
    decision: Decision
    power: StatedPower | None
    areas: tuple[ProtocolArea, ...]
    theory: tuple[TheoryStep, ...]
    excluded: tuple[tuple[str, str], ...]
    cost_pounds: Estimate | None
    warnings: tuple[str, ...]
    extract_until: str | None
    mapping: Mapping[str, object] = field(repr=False, compare=False)

    @property
    def by_lot(self) -> bool:
        """Whether the patrolled areas, or their days, were drawn by lot."""
        return self.assignment != BY_HAND

    @property
    def from_police_uk(self) -> bool:
        """Whether outcomes are the street-level months of data.police.uk."""
        return self.source == POLICE_UK

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The primary outcome, then the secondary ones."""
        return (self.primary, *self.secondary)

    @property
    def treated(self) -> NDArray[np.bool_]:
        """(areas,) which are patrolled."""
        return np.array([area.treated for area in self.areas])

    @property
    def can_answer(self) -> bool:
        """Whether the design reached the power floor for the smallest effect that matters."""
        return (
            self.power is not None
            and self.power.at_smallest_effect >= self.decision.power_floor
            and self.power.smallest_p <= self.decision.alpha
        )
