"""Whose ground an area lies on, so that what was not gathered never reads as zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import shapely

from beatwise.places.home.force_boundaries import ForceBoundaries
from beatwise.places.home.recorded_ground import RecordedGround
from beatwise.records.force_names import EVERYWHERE


NOTABLE = 0.1  # of an area: less is the coarseness of a generalised boundary
LEAST_KNOWN = 0.2  # of an area within any boundary, for the boundaries to decide


class Method(StrEnum):
    """What decided whose ground an area lies on."""

    BOUNDARIES = "boundaries"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Ground:
    """Whose ground an area lies on.

    Parameters
    ----------
    forces
        Slugs of the gathered forces that it lies on, the home force first; empty when its home
        force was not gathered.
    absent
        Forces not gathered whose ground it lies on as well, largest part first; known from
        boundaries only.
    covered
        The share of the area, 0 to 1, on ground that was gathered.
    method
        What decided.
    """

    forces: tuple[str, ...]
    absent: tuple[str, ...]
    covered: float
    method: Method

    @property
    def home(self) -> str | None:
        """The force that records here, whose months are the area's; None where not gathered."""
        return self.forces[0] if self.forces else None


@dataclass(frozen=True, slots=True, eq=False)
class ForceGround:
    """The ground of every force at hand: boundaries decide, the recorded rows elsewhere.

    Parameters
    ----------
    gathered
        Slugs of the forces with rows.
    boundaries
        Outlines of forces, gathered or not.
    recorded
        Where the gathered forces recorded anything.
    """

    gathered: frozenset[str]
    boundaries: ForceBoundaries
    recorded: RecordedGround
    _settled: dict[int, tuple[shapely.Geometry, Ground]] = field(default_factory=dict)

    def of(self, area: shapely.Geometry) -> Ground:
        """Return whose ground an area (British National Grid metres) lies on."""
        if id(area) not in self._settled:
            self._settled[id(area)] = area, self._settle(area)
        return self._settled[id(area)][1]

    def _settle(self, area: shapely.Geometry) -> Ground:
        shares = self.boundaries.shares(area)
        known = sum(shares.values())
        bare = self.gathered - self.boundaries.forces - EVERYWHERE
        if self.boundaries.forces and (known >= LEAST_KNOWN or not bare):
            return self._by_boundaries(shares, known)
        share = self.recorded.of(area)
        forces = tuple(force for force in share.forces if force not in self.boundaries.forces)
        return Ground(forces, (), share.covered if forces else 0.0, Method.ROWS)

    def _by_boundaries(self, shares: Mapping[str, float], known: float) -> Ground:
        if known < LEAST_KNOWN:
            return Ground((), (), 0.0, Method.BOUNDARIES)
        notable = [force for force in shares if shares[force] >= NOTABLE * known]
        order = sorted(notable, key=lambda force: (-shares[force], force))
        covered = sum(share for force, share in shares.items() if force in self.gathered) / known
        there = tuple(force for force in order if force in self.gathered)
        absent = tuple(force for force in order if force not in self.gathered)
        is_home = order[0] in self.gathered
        return Ground(there if is_home else (), absent, covered, Method.BOUNDARIES)
