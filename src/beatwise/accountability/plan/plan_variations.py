"""What a version of the plan changed, beside the version before: each thing before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from beatwise.accountability.plan.police_and_crime_plan import Mission, Output, Plan, Strategy


THE_PLAN = "plan"
NOT_THERE, DROPPED = "not in the plan", "dropped"


@dataclass(frozen=True, slots=True)
class Variation:
    """One thing that a new version of a plan changed: the field, before and after.

    ``where`` is a strategy's id, a mission's after ``mission/``, or ``plan``.
    """

    where: str
    field: str
    before: str
    after: str


def plan_variations(before: Plan, after: Plan) -> tuple[Variation, ...]:
    """Return what a new version changed: the plan itself, then its missions, then its strategies.

    Things are added, dropped, moved, put into another order and reworded; an empty result means
    that the two say the same, whatever their version numbers.
    """
    return (
        *_of_the_plan(before, after),
        *_of_missions(before, after),
        *_of_strategies(before, after),
        *_orders(before, after),
    )


def _of_the_plan(before: Plan, after: Plan) -> Iterator[Variation]:
    for name in ("title", "first", "last"):
        a, b = getattr(before, name), getattr(after, name)
        if a != b:
            yield Variation(THE_PLAN, name, str(a), str(b))
    if before.body != after.body:
        yield Variation(THE_PLAN, "body and terms", _body(before), _body(after))


def _of_missions(before: Plan, after: Plan) -> Iterator[Variation]:
    old, new = ({m.id: m for m in plan.missions} for plan in (before, after))
    for name, mission in old.items():
        if name not in new:
            yield Variation(f"mission/{name}", "mission", mission.title, DROPPED)
    for name, mission in new.items():
        if name not in old:
            yield Variation(f"mission/{name}", "mission", NOT_THERE, mission.title)
        elif old[name].title != mission.title:
            yield Variation(f"mission/{name}", "title", old[name].title, mission.title)


def _of_strategies(before: Plan, after: Plan) -> Iterator[Variation]:
    old, new = _placed(before), _placed(after)
    for name, (_, strategy) in old.items():
        if name not in new:
            yield Variation(name, "strategy", strategy.title, DROPPED)
    for name, (mission, strategy) in new.items():
        if name not in old:
            yield Variation(name, "strategy", NOT_THERE, strategy.title)
            continue
        was_in, was = old[name]
        if was_in.id != mission.id:
            yield Variation(name, "mission", was_in.title, mission.title)
        for field in fields(Strategy):
            a, b = getattr(was, field.name), getattr(strategy, field.name)
            if a != b:
                yield Variation(name, field.name, _words(a), _words(b))


def _orders(before: Plan, after: Plan) -> Iterator[Variation]:
    """Yield where what is in both versions stands in another order."""
    old = {m.id: m for m in before.missions}
    if order := _order(before.missions, after.missions):
        yield Variation(THE_PLAN, "order of missions", *order)
    for mission in after.missions:
        if mission.id in old:
            order = _order(old[mission.id].strategies, mission.strategies)
            if order:
                yield Variation(f"mission/{mission.id}", "order of strategies", *order)


def _order(
    before: tuple[Mission, ...] | tuple[Strategy, ...],
    after: tuple[Mission, ...] | tuple[Strategy, ...],
) -> tuple[str, str] | None:
    """Return the titles of those in both, as they stood and as they stand; ``None`` if alike."""
    both = {each.id for each in before} & {each.id for each in after}
    old, new = ([each for each in side if each.id in both] for side in (before, after))
    if [each.id for each in old] == [each.id for each in new]:
        return None
    return ", ".join(each.title for each in old), ", ".join(each.title for each in new)


def _body(plan: Plan) -> str:
    terms = "; ".join(f"{t.office} {t.first} to {t.last or 'now'}" for t in plan.body.terms)
    return f"{plan.body.name}, {plan.body.kind}, {plan.body.area}. {terms}"


def _placed(plan: Plan) -> dict[str, tuple[Mission, Strategy]]:
    return {s.id: (mission, s) for mission in plan.missions for s in mission.strategies}


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_result, value)) or "none"
    return str(value)


def _result(value: object) -> str:
    if isinstance(value, Output):
        shown_by = f", shown by {value.measure}" if value.measure else ""
        return f"{value.kind}: {value.words}{shown_by}"
    return str(value)
