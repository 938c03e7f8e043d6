"""What a design is asked for, and how a design of each kind is drawn up from that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from beatwise.clock import Month, MonthRange
from beatwise.estimate import Estimate
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.power.daily_history import DayTraits
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.programme import History, Programme
from beatwise.evaluation.protocol.calendar import LAST_OF_OFFICE, PUBLISHED_AFTER, WRITING
from beatwise.evaluation.protocol.proposal import Assignment
from beatwise.evaluation.protocol.protocol import POLICE_UK, Decision, TheoryStep
from beatwise.journeys.evaluation.eligible import Eligible, Wish
from beatwise.journeys.evaluation.outcomes import Points
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """What is settled before a design can be assessed: areas, months, and what they show."""

    workspace: Workspace
    outcome: str
    source: str
    assignment: Assignment
    programme: Programme
    traits: Traits
    before: MonthRange
    patrols: MonthRange


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """What came before patrols; ``day_traits`` where days are compared."""

    history: History
    day_traits: DayTraits | None = None


class Draft(Protocol):
    """How a design of one kind is drawn up. Each is a file in ``drafts``."""

    @property
    def roles_decide(self) -> bool:
        """Whether roles that a file gives are those of the design."""

    def refuse(self, request: DesignRequest) -> None:
        """Raise ``Refused`` or ``UsageError`` for a request that this kind cannot meet."""

    def assign(
        self, eligible: Eligible, wish: Wish, points: Points, months: Sequence[int]
    ) -> Assignment:
        """Return the areas with their roles, from their own ``months`` before."""

    def design(self, assignment: Assignment, patrols: MonthRange, seed: int) -> Design:
        """Return the design of these areas and months."""

    def background(self, study: Study) -> Background:
        """Return what came before patrols, as this kind needs it."""


@dataclass(frozen=True, slots=True)
class DesignRequest:
    """What a design is asked for, besides hot spots and dates; see ``beatwise design --help``."""

    draft: Draft
    wish: Wish = Wish()  # noqa: RUF009 - a frozen value
    outcomes: tuple[str, ...] = ()
    effects: tuple[float, ...] = (-10.0, -20.0, -30.0)
    decision: Decision = Decision()  # noqa: RUF009 - a frozen value
    source: str = POLICE_UK
    before: MonthRange | None = None
    lag: int = PUBLISHED_AFTER
    office_ends: Month = LAST_OF_OFFICE
    writing: int = WRITING
    theory: tuple[TheoryStep, ...] = ()
    cost: Estimate | None = None
