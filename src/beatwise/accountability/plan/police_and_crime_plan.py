"""The plan as data: a local policing body, its office holders' terms, missions and strategies.

Bodies change their kind and office holders change; a plan belongs to a body, holds for dated
terms, and is varied by a new version that says what changed, who approved it and why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beatwise.accountability.roles import owner_titles


BODY_KINDS = (
    "police and crime commissioner",
    "police, fire and crime commissioner",
    "mayor",
    "policing and crime board",
)


@dataclass(frozen=True, slots=True)
class Term:
    """The days during which somebody holds an office; the office, never the person's name."""

    office: str
    first: dt.date
    last: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the term holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Body:
    """A local policing body: what it is called, of which kind it is, its area and its terms."""

    name: str
    kind: str
    area: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A number that shows a tangible result (``output``), or a broader effect (``outcome``)."""

    kind: str
    words: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Strategy:
    """A delivery strategy: what success is, what will be delivered, how anyone will know.

    ``measures`` and ``actions`` are ids; ``lead`` is a role.
    """

    id: str
    title: str
    success: str
    delivery: str
    measure: str
    lead: str = "performance"
    measures: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    results: tuple[Output, ...] = ()


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission and its strategies."""

    id: str
    title: str
    strategies: tuple[Strategy, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """When a plan was made or varied, by which role it was approved, and why."""

    number: int
    valid_from: dt.date
    approved_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A police and crime plan, as one version of it reads."""

    title: str
    body: Body
    first: dt.date
    last: dt.date
    version: Version
    missions: tuple[Mission, ...]

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """All strategies, in the plan's order."""
        return tuple(strategy for mission in self.missions for strategy in mission.strategies)


def faults(
    plan: Plan,
    *,
    measures: Collection[str] | None = None,
    actions: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Return what is wrong with a plan, in words; a whole one has nothing.

    ``measures`` and ``actions`` are the ids that exist; without them those links are not checked.
    """
    return tuple([*_body(plan), *_dates(plan), *_tree(plan), *_links(plan, measures, actions)])


def _body(plan: Plan) -> Iterator[str]:
    body = plan.body
    if body.kind not in BODY_KINDS:
        yield f"'{body.kind}' is not a kind of local policing body"
    terms = sorted(body.terms, key=lambda term: (term.office, term.first))
    for term in terms:
        if term.last is not None and term.last < term.first:
            yield f"the term of {term.office} from {term.first} ends before it begins"
    for one, two in pairwise(terms):
        if one.office == two.office and (one.last is None or one.last >= two.first):
            yield f"two terms of {one.office} overlap on {two.first}"
    if not any(term.covers(plan.version.valid_from) for term in terms):
        yield f"nobody held office on {plan.version.valid_from}, when this version began"


def _dates(plan: Plan) -> Iterator[str]:
    if plan.last < plan.first:
        yield "the plan ends before it begins"
    if not plan.first <= plan.version.valid_from <= plan.last:
        yield f"version {plan.version.number} begins outside the plan's dates"
    if plan.version.number > 1 and not plan.version.why.strip():
        yield f"version {plan.version.number} does not say why the plan was varied"
    if plan.version.approved_by not in owner_titles():
        yield f"'{plan.version.approved_by}' is not a role that can approve"


def _tree(plan: Plan) -> Iterator[str]:
    names = [strategy.id for strategy in plan.strategies]
    yield from (f"two strategies are called {n}" for n in sorted(_twice(names)))
    yield from (
        f"two missions are called {n}" for n in sorted(_twice([m.id for m in plan.missions]))
    )
    for mission in plan.missions:
        if not mission.strategies:
            yield f"the mission {mission.id} has no strategies"
    for strategy in plan.strategies:
        for statement in ("success", "delivery", "measure"):
            if not getattr(strategy, statement).strip():
                yield f"the strategy {strategy.id} has no {statement} statement"
        if strategy.lead not in owner_titles():
            yield f"the strategy {strategy.id} is led by '{strategy.lead}', which is no role"
        for result in strategy.results:
            if result.kind not in ("output", "outcome"):
                yield f"the strategy {strategy.id} has a result that is neither output nor outcome"


def _links(
    plan: Plan, measures: Collection[str] | None, actions: Collection[str] | None
) -> Iterator[str]:
    for strategy in plan.strategies:
        measure_ids = (*strategy.measures, *(r.measure for r in strategy.results if r.measure))
        for name in measure_ids if measures is not None else ():
            if measures is not None and name not in measures:
                yield f"the strategy {strategy.id} names a measure {name} that is not there"
        for name in strategy.actions if actions is not None else ():
            if actions is not None and name not in actions:
                yield f"the strategy {strategy.id} names an action {name} that is not there"
    yield from (f"the action {n} is in two strategies" for n in sorted(_twice(_all_actions(plan))))


def _all_actions(plan: Plan) -> list[str]:
    return [name for strategy in plan.strategies for name in strategy.actions]


def _twice(values: Sequence[str]) -> set[str]:
    return {value for value in values if list(values).count(value) > 1}
