"""Second checkers of shifts and rotas: slow, plain, and without a line of the product's own.

Each returns the names of the rules that are broken, so that the first checkers can be held to them.
"""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from beatwise.planning.rota.problem import Duty, RotaProblem
from beatwise.planning.shifts.problem import ShiftPlan, ShiftProblem


LONDON = ZoneInfo("Europe/London")


def rules_of(*checkers: Callable[..., set[str]]) -> set[str]:
    """Return the names of all rules that checkers of this file know."""
    lines = "".join(inspect.getsource(checker) for checker in checkers)
    return set(re.findall(r'(?:broken\.add\(|return \{)"([^"]+)"', lines))


def shift_rules(problem: ShiftProblem, plan: ShiftPlan) -> set[str]:
    """Return the rules of a shift that a plan breaks."""
    broken = set()
    by_id = {}
    for call in problem.calls:
        by_id[call.id] = call
    if len(plan.routes) != len(problem.start):
        return {"walkers"}
    made = []
    seconds_walked = 0
    prizes = 0
    for walker in range(len(problem.start)):
        at = problem.start[walker]
        free = problem.on[walker]
        for stop in plan.routes[walker]:
            if stop.call not in by_id:
                broken.add("unknown stop")
                continue
            call = by_id[stop.call]
            made.append((call, stop))
            walk = float(problem.walk[at][call.location])
            if free + walk > stop.begins:
                broken.add("walk")
            if stop.begins < call.earliest:
                broken.add("too early")
            if stop.begins > call.latest:
                broken.add("too late")
            if stop.ends != stop.begins + call.service:
                broken.add("length")
            if call.walker not in (None, walker):
                broken.add("walker")
            seconds_walked += round(walk)
            prizes += call.prize
            at, free = call.location, stop.ends
        back = float(problem.walk[at][problem.end[walker]])
        seconds_walked += round(back)
        if free + back > problem.off[walker]:
            broken.add("home")
    names = [call.id for call, _ in made]
    for call in problem.calls:
        times = names.count(call.id)
        if times > 1:
            broken.add("twice")
        if times == 0 and call.required:
            broken.add("required")
        if times == 0 and call.id not in plan.left_out:
            broken.add("not listed")
        if times > 0 and call.id in plan.left_out:
            broken.add("listed and made")
    if plan.value != prizes - seconds_walked:
        broken.add("value")
    if problem.gap and _too_soon(problem, made):
        broken.add("gap")
    return broken


def _too_soon(problem: ShiftProblem, made: list) -> bool:
    stays = [(c.location, s.begins, s.ends, True) for c, s in made if c.kind == "visit"]
    stays += [(place, begins, ends, False) for place, begins, ends in problem.elsewhere]
    for i in range(len(stays)):
        for j in range(len(stays)):
            first, second = stays[i], stays[j]
            if i == j or first[0] != second[0] or not (first[3] or second[3]):
                continue
            if second[1] >= first[1] and second[1] < first[2] + problem.gap:
                return True
    return False


def rota_rules(problem: RotaProblem, duties: tuple[Duty, ...]) -> set[str]:
    """Return the rules that a rota breaks."""
    broken = set()
    for number, post in enumerate(problem.posts):
        if sum(duty.post == number for duty in duties) > post.needed:
            broken.add("places")
    for number, person in enumerate(problem.people):
        own = [problem.posts[duty.post] for duty in duties if duty.person == number]
        for post in own:
            if post.beat not in person.beats:
                broken.add("beat")
            if post.day in person.away:
                broken.add("leave")
            if post.only_powers and not person.powers:
                broken.add("powers")
            if problem.shifts[post.shift].night and not person.rules.nights:
                broken.add("nights")
            if post.skill is not None and post.skill not in person.skills:
                broken.add("skill")
        worked = [(post.day, post.shift) for post in own]
        if worked:
            broken |= _person_rules(problem, person, worked)
    return broken


def _person_rules(problem: RotaProblem, person, worked: list) -> set[str]:
    broken = set()
    every = sorted([*worked, *person.worked_before])
    days = [day for day, _ in every]
    if any(days.count(day) > 1 for day in days):
        broken.add("two a day")
    for one in every:
        for other in every:
            if one[0] < other[0]:
                rest = _utc(problem, other, "begins") - _utc(problem, one, "ends")
                if rest < dt.timedelta(hours=person.rules.rest_hours):
                    broken.add("rest")
    for monday in range(0, problem.days, 7):
        week = list(range(monday, min(monday + 7, problem.days)))
        shifts = sum(day in week for day in days)
        if shifts > person.most_shifts:
            broken.add("contract")
        if shifts > person.rules.most_shifts:
            broken.add("most shifts")
        run = person.rules.days_off_together
        if 0 < run <= len(week):
            stretches = [week[i : i + run] for i in range(len(week) - run + 1)]
            if all(any(day in days for day in stretch) for stretch in stretches):
                broken.add("days off")
    longest = person.rules.most_days_between_days_off
    for day in days:
        if all(day + i in days for i in range(longest + 1)):
            broken.add("run of days")
    return broken


def _utc(problem: RotaProblem, duty: tuple[int, int], edge: str) -> dt.datetime:
    day, shift = duty
    first = problem.first or dt.date(2027, 6, 7)  # a week of no date: summer, no change of clocks
    hours = getattr(problem.shifts[shift], edge)
    local = dt.datetime.combine(first, dt.time()) + dt.timedelta(days=day, hours=hours)
    return local.replace(tzinfo=LONDON).astimezone(dt.UTC)
