"""What a design is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.protocol.calendar import LAST_OF_OFFICE, PUBLISHED_AFTER, WRITING
from beatwise.evaluation.protocol.protocol import Decision, TheoryStep
from beatwise.journeys.evaluation.assign import Wish
from beatwise.journeys.evaluation.outcomes import POLICE_UK


@dataclass(frozen=True, slots=True)
class Asked:
    """What a design is asked for, besides hot spots and dates; see ``beatwise design --help``."""

    wish: Wish = Wish()  # noqa: RUF009 - a frozen value
    outcomes: tuple[str, ...] = ()
    effects: tuple[float, ...] = (-10.0, -20.0, -30.0)
    decision: Decision = Decision()  # noqa: RUF009 - a frozen value
    kind: str = "parallel"
    source: str = POLICE_UK
    before: MonthRange | None = None
    lag: int = PUBLISHED_AFTER
    office_ends: Month = LAST_OF_OFFICE
    writing: int = WRITING
    theory: tuple[TheoryStep, ...] = ()
    cost: tuple[float, float, float] | None = None
    daily_presence: bool = False
