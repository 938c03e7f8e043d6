"""One shift to plan: who walks, which visits could be made, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import BadInput


Kind = Literal["visit", "break", "appointment"]


@dataclass(frozen=True, slots=True)
class Call:
    """One stop that a walker could, or must, make.

    Times are seconds from the start of the shift. ``prize`` is what the stop is worth in the unit
    of the objective (one walking second costs one); a required stop has none. ``walker`` ties the
    stop to one walker by index (a break, a locked visit); None lets anyone make it.
    """

    id: str
    kind: Kind
    location: int
    earliest: int
    latest: int
    service: int
    prize: int = 0
    required: bool = False
    walker: int | None = None


class Presence(NamedTuple):
    """A visit of another shift to one of this shift's places, seconds from this shift's zero."""

    location: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class ShiftProblem:
    """A shift for some walkers.

    Parameters
    ----------
    walk
        (places, places) walking seconds; ``inf`` where there is no way on foot.
    start, end
        (walkers,) the place where each starts and ends.
    on, off
        (walkers,) seconds from the shift's zero when each may leave the start and must be back.
    calls
        The stops.
    gap
        Least seconds from the end of one visit to a place to the start of the next, by whomever.
    elsewhere
        Visits that other shifts make to the same places, which the gap counts too.
    """

    walk: NDArray[np.float64]
    start: tuple[int, ...]
    end: tuple[int, ...]
    on: tuple[int, ...]
    off: tuple[int, ...]
    calls: tuple[Call, ...]
    gap: int = 0
    elsewhere: tuple[Presence, ...] = ()

    def __post_init__(self) -> None:
        places = self.walk.shape[0]
        if self.walk.shape != (places, places) or np.isnan(self.walk).any():
            raise BadInput("walking times must be a square table without gaps.")
        if len({len(self.start), len(self.end), len(self.on), len(self.off)}) != 1:
            raise BadInput("each walker needs a start, an end, a time on and a time off.")
        for call in self.calls:
            if not 0 <= call.location < places:
                raise BadInput(f"stop {call.id} is at place {call.location} of {places}.")
            if call.latest < call.earliest or call.service < 0:
                raise BadInput(
                    f"stop {call.id} can start from {call.earliest} s to {call.latest} s for "
                    f"{call.service} s, which is no time at all.",
                    next_step="Give a window that ends after it starts.",
                )

    @property
    def walkers(self) -> int:
        """How many people (or pairs) walk."""
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop as planned: which call, and when it starts and ends, seconds from the shift's zero."""

    call: str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """The planned shift: one list of stops for each walker, and what was left out.

    ``value`` is the sum of the prizes of the stops made, less the seconds walked.
    """

    routes: tuple[tuple[Stop, ...], ...]
    left_out: tuple[str, ...]
    value: int
    walked: int
    method: str
    seed: int
