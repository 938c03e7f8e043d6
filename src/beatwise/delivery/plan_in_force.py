"""A plan with its earlier versions: which of them held on which day, and what it asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely

from beatwise.clock import LONDON
from beatwise.delivery.ground_in_force import GroundVersion
from beatwise.planning.plan import PatrolPlan, Spot


ROUND_M = 100.0  # around a hot spot of which the plan has no outline


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan and the first and last day on which it held, both included."""

    name: str
    plan: PatrolPlan
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A plan over its whole period, day by day the version that held.

    ``plan`` has the shifts of each version on its own days and every hot spot of any version;
    ``ground`` the outlines with the time for which each held, by position in ``plan.spots``.
    """

    plan: PatrolPlan
    versions: tuple[PlanVersion, ...]
    ground: tuple[GroundVersion, ...]
    without_outline: tuple[str, ...]

    def outline(self, spot: str, moment: int) -> shapely.Geometry | None:
        """Return a hot spot's outline at a moment (ms since 1970), None when it had none."""
        at = {one.id: number for number, one in enumerate(self.plan.spots)}.get(spot)
        for version in self.ground:
            if version.spot == at and version.begins <= moment < version.ends:
                return version.outline
        return None


def plan_in_force(
    plans: Sequence[tuple[str, PatrolPlan, dt.date | None]],
) -> PlanInForce:
    """Put versions together, oldest first: name, plan, and the first day on which it held no more.

    Where that day is not known, a version holds until the next one's period begins. A version that
    never held on a day of its period is left out.
    """
    versions: list[PlanVersion] = []
    begins = min(plan.first for _, plan, _ in plans)
    for at, (name, plan, until) in enumerate(plans):
        end = plan.last + dt.timedelta(days=1)
        if at + 1 < len(plans):
            end = min(end, until if until is not None else plans[at + 1][1].first)
        first = max(plan.first, begins)
        if first < end:
            versions.append(PlanVersion(name, plan, first, end - dt.timedelta(days=1)))
            begins = end
    return _joined(versions)


def midnight(day: dt.date) -> int:
    """Return the moment at which a day begins in London, in milliseconds since 1970."""
    return round(dt.datetime.combine(day, dt.time(), LONDON).timestamp() * 1000)


def _joined(versions: Sequence[PlanVersion]) -> PlanInForce:
    latest = versions[-1].plan
    spots: dict[str, Spot] = {spot.id: spot for v in versions for spot in v.plan.spots}
    spots = {spot.id: spot for spot in latest.spots} | {
        name: spot for name, spot in spots.items() if name not in {s.id for s in latest.spots}
    }
    shifts = [s for v in versions for s in v.plan.shifts if v.first <= s.day <= v.last]
    bases = {base.beat: base for v in versions for base in v.plan.bases}
    whole = replace(
        latest,
        first=versions[0].first,
        last=versions[-1].last,
        spots=tuple(spots.values()),
        bases=tuple(bases.values()),
        shifts=tuple(sorted(shifts, key=lambda s: (s.begins, s.id))),
    )
    ground, without = _ground(versions, list(spots))
    return PlanInForce(whole, tuple(versions), ground, without)


def _ground(
    versions: Sequence[PlanVersion], order: Sequence[str]
) -> tuple[tuple[GroundVersion, ...], tuple[str, ...]]:
    """Return the outlines with their times; one that the next version leaves alone goes on."""
    ground: dict[str, list[GroundVersion]] = {name: [] for name in order}
    without: dict[str, None] = {}
    for version in versions:
        begins = midnight(version.first)
        ends = midnight(version.last + dt.timedelta(days=1))
        for spot in version.plan.spots:
            outline = _outline(spot)
            if len(spot.outline) < 4:
                without[spot.id] = None
            mine = ground[spot.id]
            if mine and mine[-1].ends == begins and mine[-1].outline.equals(outline):
                mine[-1] = replace(mine[-1], ends=ends)
            else:
                mine.append(GroundVersion(order.index(spot.id), outline, begins, ends))
    return tuple(one for name in order for one in ground[name]), tuple(without)


def _outline(spot: Spot) -> shapely.Geometry:
    if len(spot.outline) >= 4:
        return shapely.make_valid(shapely.Polygon(spot.outline))
    return shapely.Point(spot.easting, spot.northing).buffer(ROUND_M)
