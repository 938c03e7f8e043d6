"""A county whose truth we know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.errors import UsageError
from beatwise.simulation.dice import stream
from beatwise.simulation.incident_kinds import SLUGS
from beatwise.simulation.patrols.pings import Pings, pings
from beatwise.simulation.patrols.response import PREVENTED, Response, respond
from beatwise.simulation.patrols.visits import Visits, visits
from beatwise.simulation.process import Draw, draw, drift_paths
from beatwise.simulation.rhythm import Clock, clock, seasons
from beatwise.simulation.spec import CountySpec, Progress
from beatwise.simulation.town.town import Town, town
from beatwise.simulation.true_hot_spots import HotSpot, hot_spots


@dataclass(frozen=True, slots=True)
class TownHistory:
    """One town with everything that happened in it.

    Parameters
    ----------
    town
        The place.
    drift
        Each block's level, mean one, shape (blocks, types, months).
    would
        The incidents as they would have been without patrols; ``month`` counts from 0.
    response
        What became of each of them.
    hot_spots
        The true hot spots, patrolled or kept for comparison.
    visits, pings
        The patrols as walked, and what the trackers recorded.
    """

    town: Town
    drift: np.ndarray
    would: Draw
    response: Response
    hot_spots: tuple[HotSpot, ...]
    visits: Visits
    pings: Pings

    @property
    def happened(self) -> np.ndarray:
        """Which incidents happened, some of them moved."""
        return self.response.fate != PREVENTED


@dataclass(frozen=True, slots=True)
class County:
    """A simulated county: its settings, its towns and their histories.

    ``season`` is each type's yearly cycle, shape (types, months), in the order of ``kinds.SLUGS``.
    """

    spec: CountySpec
    seed: int
    season: np.ndarray
    histories: tuple[TownHistory, ...]

    @property
    def patrolled_kinds(self) -> np.ndarray:
        """The types patrols act on, as positions in ``kinds.SLUGS``."""
        return _positions(self.spec)

    @property
    def hot_spots(self) -> list[HotSpot]:
        """Every town's hot spots, in order."""
        return [hot for history in self.histories for hot in history.hot_spots]


def county(
    spec: CountySpec | None = None, seed: int = 1, progress: Progress | None = None
) -> County:
    """Make a county: values in, values out, no files.

    The same ``spec`` and ``seed`` make the same county. A town does not depend on how many others
    there are, nor the incidents without patrols on the effect of patrols.
    Raises ``UsageError`` for a negative seed.
    """
    spec = spec or CountySpec()
    if seed < 0:
        raise UsageError("The seed cannot be negative.", next_step="Give a seed of 0 or more.")
    hours = clock(type(spec.span)(spec.span.first - 1, spec.last))  # one month to warm up
    season = seasons(type(spec.span)(spec.span.first - 1, spec.last), spec.season)
    histories = []
    for number in range(spec.towns):
        histories.append(_history(spec, seed, number, hours, season))
        if progress:
            progress(number + 1, spec.towns, histories[-1].town.name)
    return County(spec, seed, season[:, 1:], tuple(histories))


def _history(
    spec: CountySpec, seed: int, number: int, hours: Clock, season: np.ndarray
) -> TownHistory:
    place = town(number, seed, spec.volume)
    premises = place.premises
    drift = drift_paths(
        int(premises.block[-1]) + 1,
        len(SLUGS),
        spec.months + 1,
        spec.drift,
        stream(seed, "drift", number),
    )
    would = _without_warm_up(
        draw(
            premises,
            season,
            drift,
            hours,
            variance_ratio=spec.variance_ratio,
            near_repeat=spec.near_repeat,
            rng=stream(seed, "incidents", number),
        )
    )
    kinds = _positions(spec)
    spots = hot_spots(
        premises, kinds, spec.hot_spots, number, place.name, stream(seed, "lots", number)
    )
    response = respond(
        would,
        premises,
        spots,
        kinds=kinds,
        from_month=spec.before,
        effect=spec.effect / 100,
        displacement=spec.displacement / 100,
        rng=stream(seed, "response", number),
    )
    walked = visits(spots, hours, spec.before + 1, place.name, stream(seed, "visits", number))
    from_month = max(spec.before, spec.months - spec.ping_months) + 1
    tracks = pings(walked, spots, from_month, stream(seed, "pings", number))
    return TownHistory(place, drift[:, :, 1:], would, response, spots, walked, tracks)


def _without_warm_up(draw: Draw) -> Draw:
    """Drop the first month, which only seeds near repeats, and put incidents in order of time."""
    order = np.flatnonzero(draw.month > 0)
    order = order[np.lexsort((draw.premises[order], draw.kind[order], draw.second[order]))]
    return Draw(
        draw.kind[order],
        draw.premises[order],
        draw.second[order],
        draw.month[order] - 1,
        draw.follows[order],
    )


def _positions(spec: CountySpec) -> np.ndarray:
    return np.array([SLUGS.index(kind) for kind in spec.patrolled_types], dtype=np.int64)
