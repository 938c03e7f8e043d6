"""Hours that a supervisor returned: the weakest grade of evidence, for partners without GPS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beatwise.clock import LONDON
from beatwise.delivery.delivered_visit import DeliveredVisit


@dataclass(frozen=True, slots=True)
class HoursReturn:
    """Person-hours of a partner on a day at a hot spot, or on a beat as a whole.

    Exactly one of ``spot`` and ``beat`` is not empty; ``place`` is the file and row.
    """

    day: dt.date
    partner: str
    hours: float
    spot: str = ""
    beat: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SortedReturns:
    """Visits of grade C, and what was set aside, by reason.

    ``lots`` is (YYYY-MM, partner, beat) → hours on patrol that no device tells of.
    """

    visits: tuple[DeliveredVisit, ...]
    lots: Mapping[tuple[str, str, str], float]
    set_aside: Mapping[str, int]

    @property
    def patrol_hours(self) -> dict[str, float]:
        """Partner → hours on patrol that no device tells of."""
        hours: dict[str, float] = {}
        for (_, partner, _), more in self.lots.items():
            hours[partner] = hours.get(partner, 0.0) + more
        return hours


def sorted_returns(
    returns: Iterable[HoursReturn],
    stronger: Iterable[DeliveredVisit],
    on_patrol: Iterable[tuple[str, dt.date, str]],
    beats: Mapping[str, str],
) -> SortedReturns:
    """Let each return stand where nothing stronger tells of the same hours.

    Parameters
    ----------
    stronger
        Visits of grades A and B.
    on_patrol
        Partner, day and beat of the patrols that devices tell of.
    beats
        Hot spot → beat; a return for another hot spot is set aside.
    """
    measured = {(v.partner, v.begins.date(), v.spot) for v in stronger}
    tracked = set(on_patrol)
    visits, hours, aside = [], dict[tuple[str, str, str], float](), dict[str, int]()
    for one in returns:
        reason = _reason(one, measured, tracked, beats)
        if reason:
            aside[reason] = aside.get(reason, 0) + 1
            continue
        if one.spot:
            visits.append(_visit(one))
        beat = one.beat or beats[one.spot]
        if (one.partner, one.day, beat) not in tracked:
            lot = f"{one.day:%Y-%m}", one.partner, beat
            hours[lot] = hours.get(lot, 0.0) + one.hours
    return SortedReturns(tuple(visits), hours, aside)


def _reason(
    one: HoursReturn,
    measured: set[tuple[str, dt.date, str]],
    tracked: set[tuple[str, dt.date, str]],
    beats: Mapping[str, str],
) -> str:
    if one.spot and one.spot not in beats:
        return "not a hot spot of the plan"
    if one.beat and one.beat not in beats.values():
        return "not a beat of the plan"
    if one.spot and (one.partner, one.day, one.spot) in measured:
        return "measured there that day by a device"
    if one.beat and (one.partner, one.day, one.beat) in tracked:
        return "measured on that beat that day by a device"
    return ""


def _visit(one: HoursReturn) -> DeliveredVisit:
    noon = dt.datetime.combine(one.day, dt.time(12), LONDON)
    return DeliveredVisit(one.spot, one.partner, "", noon, noon, one.hours * 60, "C")
