"""A design as proposed: the protocol it would lock, and everything its page says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month, MonthRange
from beatwise.estimate import Estimate
from beatwise.evaluation.power.daily_history import DayTraits
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.protocol.calendar import Dates
from beatwise.evaluation.protocol.protocol import Decision, Protocol, ProtocolArea, TheoryStep


@dataclass(frozen=True, slots=True)
class Assignment:
    """Areas with their roles: what was drawn or matched, by which rule, and who was left out.

    ``method`` is one of ``protocol.ASSIGNMENTS``; ``excluded`` are the areas left out, each with
    the reason.
    """

    areas: tuple[ProtocolArea, ...]
    method: str
    unit: str
    rule: str
    excluded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What a study decides besides its areas.

    Parameters
    ----------
    outcomes
        The primary outcome, then the secondary ones.
    source, force, extract_until
        Where incidents come from: data.police.uk and the force whose files count, or a timed
        extract and the last month it held.
    before, patrols
        Months.
    hashes
        Files of hot spots, each with its hash.
    cost_pounds
        What the programme costs, where that is known.
    theory
        Steps of a theory of change; the usual ones where none are given.
    """

    outcomes: tuple[str, ...]
    source: str
    force: str | None
    extract_until: Month | None
    before: MonthRange
    patrols: MonthRange
    seed: int
    ring_m: float
    decision: Decision
    hashes: tuple[tuple[str, str], ...]
    cost_pounds: Estimate | None
    theory: tuple[TheoryStep, ...]
    calendar: Dates


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A design with all that its page says.

    ``counts`` is (areas, months) of the primary outcome in ``months`` (month numbers with data);
    ``day_traits`` what the days before show, where days are compared.
    """

    protocol: Protocol
    reach: Reach
    traits: Traits
    dates: Dates
    counts: NDArray[np.int64]
    months: tuple[int, ...]
    missing: tuple[Month, ...]
    theory_gaps: tuple[str, ...]
    hot_spot_hashes: tuple[tuple[str, str], ...]
    day_traits: DayTraits | None = None
