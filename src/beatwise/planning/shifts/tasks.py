"""From a shift on a beat to a problem to solve, and from its answer to times, places and ways."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from beatwise.places.walking import Walks
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.dose import Dose
from beatwise.planning.plan import PlannedShift, PlanStop, Route
from beatwise.planning.shifts.allocation import Need
from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.problem import Call, Presence, ShiftPlan, ShiftProblem, Stop
from beatwise.planning.team.clock_changes import duration, later, moment
from beatwise.planning.team.team import ShiftKind, Team
from beatwise.planning.windows import Window, weight


MEAN_PRIZE = 4000  # a usual visit is worth this many seconds of walking
BREAK_FROM_HOURS = 6.0
PRIZE_SPREAD = 0.2
STEADY = 4  # how much more one visit is worth to a hot spot whose run of days hangs on it
EARLIEST_SPREAD_S = 45 * 60
EASY_SPREAD = 0.55  # of a block, where a beat has time to spare


@dataclass(frozen=True, slots=True)
class ShiftTask:
    """One shift to plan, with everything needed to plan it again."""

    need: Need
    kind: ShiftKind
    ground: BeatGround
    problem: ShiftProblem
    risk: Mapping[str, float]
    seed: int
    people: int
    owed: Mapping[str, float]
    steady: frozenset[str] = frozenset()

    def beside(self, others: Iterable[Presence]) -> ShiftTask:
        """Return the same shift among the visits that other shifts make to its places."""
        return replace(self, problem=replace(self.problem, elsewhere=tuple(sorted(others))))

    @property
    def zero(self) -> float:
        """When it begins, seconds since 1970."""
        return moment(self.need.day, self.kind.begins).timestamp()


def shift_seed(seed: int, need: Need) -> int:
    """Return a seed of this shift's own, the same in every run."""
    words = f"{seed}|{need.day}|{need.beat}|{need.shift}".encode()
    return int.from_bytes(hashlib.sha256(words).digest()[:4], "big")


def shift_task(
    need: Need,
    ground: BeatGround,
    team: Team,
    dose: Dose,
    windows: tuple[Window, ...],
    seed: int,
    *,
    owed: Mapping[str, float] | None = None,
    steady: frozenset[str] = frozenset(),
    jitter: bool = True,
    variant: int = 0,
    spread: float = EASY_SPREAD,
) -> ShiftTask:
    """Return the problem of one shift.

    Each (hot spot, block) is a visit that may be made; its prize is the hot spot's risk in that
    block. ``owed`` multiplies the prizes of hot spots behind their minimum; ``steady`` are those
    whose run of days hangs on this shift: one visit to each is worth far more. With ``jitter``
    prizes move by a fifth and earliest starts by up to 45 minutes, more where there is time to
    spare; ``variant`` draws them anew, ``spread`` says how much of a block is used there.
    """
    kind = next(k for k in team.shifts if k.name == need.shift)
    own = shift_seed(seed, need) + variant
    length = duration(need.day, kind.begins, kind.ends)
    visits, risk = _visits(need, kind, ground, dose, windows, length)
    if owed:
        visits = [_scaled(v, owed.get(ground.spots[v.location - 1].id, 1.0)) for v in visits]
    visits = _once(visits, steady, ground, need)
    if jitter:
        visits = _varied(visits, need.parties, ground, dose, np.random.default_rng(own), spread)
    calls = [*visits, *_breaks(need, team, length), *_appointments(need, kind, ground, team)]
    problem = ShiftProblem(
        walk=ground.walks.seconds,
        start=(0,) * need.parties,
        end=(0,) * need.parties,
        on=(0,) * need.parties,
        off=(length,) * need.parties,
        calls=tuple(calls),
        gap=dose.revisit_gap * 60,
    )
    return ShiftTask(need, kind, ground, problem, risk, own, team.party, owed or {}, steady)


def _visits(
    need: Need,
    kind: ShiftKind,
    ground: BeatGround,
    dose: Dose,
    windows: tuple[Window, ...],
    length: int,
) -> tuple[list[Call], dict[str, float]]:
    block, service = dose.revisit_minutes * 60, dose.visit_minutes * 60
    risk: dict[str, float] = {}
    calls = []
    for number, begins in enumerate(range(0, length, block)):
        ends = min(begins + block, length)
        if ends - begins < max(service, block // 2) and number:
            continue
        hours = kind.begins + begins / 3600, kind.begins + ends / 3600
        for place, spot in enumerate(ground.spots, start=1):
            name = f"{spot.id}#{number + 1}"
            risk[name] = (
                spot.risk * weight(windows, spot.id, need.day, *hours) * (ends - begins) / block
            )
            calls.append(Call(name, "visit", place, begins, max(begins, ends - service), service))
    mean = sum(risk.values()) / len(risk) if risk else 1.0
    priced = [_priced(call, round(MEAN_PRIZE * risk[call.id] / (mean or 1.0))) for call in calls]
    return priced, risk


def _priced(call: Call, prize: int) -> Call:
    return replace(call, prize=max(1, prize))


def _once(visits: list[Call], steady: frozenset[str], ground: BeatGround, need: Need) -> list[Call]:
    """Make one visit to each steady hot spot worth more, in blocks that differ by place and day."""
    if not steady:
        return visits
    blocks = len(visits) // max(1, len(ground.spots))
    turn = need.day.toordinal()
    steady_calls = {
        f"{spot.id}#{1 + (place + turn) % blocks}"
        for place, spot in enumerate(ground.spots)
        if blocks and spot.id in steady
    }
    best = max((v.prize for v in visits), default=1)
    return [
        _priced(v, STEADY * max(v.prize, best // 2)) if v.id in steady_calls else v for v in visits
    ]


def _scaled(call: Call, factor: float) -> Call:
    return _priced(call, round(call.prize * factor))


def _varied(
    visits: list[Call],
    parties: int,
    ground: BeatGround,
    dose: Dose,
    draw: np.random.Generator,
    easy: float,
) -> list[Call]:
    block = dose.revisit_minutes * 60
    busy = len(ground.spots) * (dose.visit_minutes * 60 + _usual_walk(ground)) / parties
    spread = max(EARLIEST_SPREAD_S, easy * block) if busy < block else EARLIEST_SPREAD_S
    factors = 1 + PRIZE_SPREAD * (2 * draw.random(len(visits)) - 1)
    delays = spread * _strata([v.earliest for v in visits], draw)
    return [
        replace(
            v,
            earliest=min(v.latest, v.earliest + int(delay)),
            prize=max(1, round(v.prize * factor)),
        )
        for v, factor, delay in zip(visits, factors, delays, strict=True)
    ]


def _usual_walk(ground: BeatGround) -> float:
    seconds = ground.walks.seconds[1 : len(ground.spots) + 1, 1 : len(ground.spots) + 1]
    walks_there = seconds[np.isfinite(seconds) & (seconds > 0)]
    return float(np.median(walks_there)) if walks_there.size else 0.0


def _strata(blocks: list[int], draw: np.random.Generator) -> NDArray[np.float64]:
    """Return a number from 0 to 1 for each visit, spread evenly within its block, in random order.

    Even spreading keeps visits of one block from wanting the same minutes.
    """
    parts = np.empty(len(blocks))
    starts = np.array(blocks)
    for block in sorted(set(blocks)):
        own = np.flatnonzero(starts == block)
        parts[own] = (draw.permutation(len(own)) + draw.random(len(own))) / len(own)
    return parts


def _breaks(need: Need, team: Team, length: int) -> list[Call]:
    if length < BREAK_FROM_HOURS * 3600 or not team.break_minutes:
        return []
    service = team.break_minutes * 60
    earliest, latest = round(0.3 * length), round(0.7 * length) - service
    return [
        Call(f"break-{w + 1}", "break", 0, earliest, latest, service, required=True, walker=w)
        for w in range(need.parties)
    ]


def _appointments(need: Need, kind: ShiftKind, ground: BeatGround, team: Team) -> list[Call]:
    calls = []
    for place, event in enumerate(ground.events, start=1 + len(ground.spots)):
        inside = kind.begins <= event.begins and event.ends <= kind.ends
        if event.day != need.day or not inside:
            continue
        begins = duration(need.day, kind.begins, event.begins)
        service = duration(need.day, event.begins, event.ends)
        for n in range(min(need.parties, -(-event.people // team.party))):
            name = f"event:{event.name}#{n + 1}"
            # Tied to a walker each, so that nobody is at the same event twice.
            calls.append(
                Call(name, "appointment", place, begins, begins, service, required=True, walker=n)
            )
    return calls


def planned_shift(task: ShiftTask, plan: ShiftPlan) -> PlannedShift:
    """Return the shift in London time with the ways walked, re-checked by the plain checker."""
    need, kind = task.need, task.kind
    zero = moment(need.day, kind.begins)
    calls = {call.id: call for call in task.problem.calls}
    stops_made = [stop.call for route in plan.routes for stop in route]
    return PlannedShift(
        id=f"{need.day:%Y%m%d}-{_slug(need.beat)}-{_slug(need.shift)}",
        beat=need.beat,
        day=need.day,
        shift=need.shift,
        begins=zero,
        ends=later(zero, max(task.problem.off)),
        people=task.people,
        routes=tuple(_route(task, zero, route, calls) for route in plan.routes),
        left_out=tuple(name for name in plan.left_out if calls[name].kind == "visit"),
        value=plan.value,
        covered_risk=sum(task.risk.get(name, 0.0) for name in stops_made),
        offered_risk=sum(task.risk.values()),
        method=plan.method,
        seed=task.seed,
        faults=tuple(faults(task.problem, plan)),
    )


def _route(
    task: ShiftTask, zero: dt.datetime, stops: Sequence[Stop], calls: Mapping[str, Call]
) -> Route:
    place, planned_stops = 0, []
    for stop in stops:
        call = calls[stop.call]
        planned_stops.append(
            PlanStop(
                kind=call.kind,
                place=_place(task.ground, call),
                name=_name(task.ground, call),
                begins=later(zero, stop.begins),
                ends=later(zero, stop.ends),
                walk_seconds=round(float(task.problem.walk[place, call.location])),
                way=_way(task.ground.walks, place, call.location),
                call=call.id,
            )
        )
        place = call.location
    home = round(float(task.problem.walk[place, 0]))
    return Route(tuple(planned_stops), home, _way(task.ground.walks, place, 0))


def _place(ground: BeatGround, call: Call) -> str:
    if call.location == 0:
        return "base"
    if call.location <= len(ground.spots):
        return ground.spots[call.location - 1].id
    return "event"


def _name(ground: BeatGround, call: Call) -> str:
    if call.location == 0:
        return f"Break at {ground.base}"
    if call.location <= len(ground.spots):
        return ground.spots[call.location - 1].name
    return ground.events[call.location - 1 - len(ground.spots)].name


def _way(walks: Walks, a: int, b: int) -> tuple[tuple[float, float], ...]:
    if a == b:
        return ()
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in walks.path(a, b))


def _slug(words: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in words.lower()).strip("-")
