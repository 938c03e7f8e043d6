"""A plan as a document: its body, terms, version, missions and strategies in one TOML file.

The plan of a set of measures lies in ``beatwise/data/plans`` under the set's name; a strategy's
measures are those that name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from beatwise import data
from beatwise.accountability.measures.as_toml import toml_line
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.plan.police_and_crime_plan import (
    Body,
    Mission,
    Output,
    Plan,
    Strategy,
    Term,
    Version,
    faults,
)
from beatwise.accountability.roles import owner_role
from beatwise.errors import BadInput, MissingData
from beatwise.fields import Fields, document


def load_plan(name: str) -> Plan:
    """Load the plan of a set of measures that comes along; ``MissingData`` when it has none."""
    measures = load_set(name).measures
    if not (text := plan_text(name)):
        raise MissingData("this set of measures has no plan.", place=name)
    return parse_plan(text, measures, place=f"plans/{name}.toml")


def plan_text(name: str) -> str:
    """Return the document of the plan that comes with a set of measures; empty when none does."""
    return data.text("plans", f"{name}.toml") if name in data.names("plans") else ""


def parse_plan(text: str, measures: Iterable[Measure] = (), *, place: str) -> Plan:
    """Read a plan from the text of its TOML file, and give each strategy its measures.

    Raises ``BadInput`` with all that is wrong with it.
    """
    by_strategy: dict[str, list[str]] = {}
    for measure in measures:
        by_strategy.setdefault(measure.strategy, []).append(measure.id)
    with document(text, place) as fields:
        fields.exactly("format", 1)
        plan = Plan(
            title=fields.text("title"),
            body=_body(fields.table("body")),
            first=fields.day("first"),
            last=fields.day("last"),
            version=_version(fields.table("version")),
            missions=fields.each("mission", lambda table: _mission(table, by_strategy)),
        )
        fields.done()
    wrong = list(faults(plan))
    strategy_ids = {strategy.id for strategy in plan.strategies}
    wrong += [f"no strategy is called {name}" for name in by_strategy if name not in strategy_ids]
    if wrong:
        raise BadInput(f"{'; '.join(wrong)}.", place=place)
    return plan


def write_plan(plan: Plan) -> str:
    """Return the TOML text that reads back as the same plan, its measures and actions left out."""
    return "\n".join([*_head(plan), *_missions(plan), ""])


def _head(plan: Plan) -> Iterator[str]:
    yield toml_line("format", 1)
    yield toml_line("title", plan.title)
    yield toml_line("first", plan.first)
    yield toml_line("last", plan.last)
    yield from ("", "[version]", toml_line("number", plan.version.number))
    yield toml_line("valid_from", plan.version.valid_from)
    yield toml_line("approved_by", plan.version.approved_by)
    yield toml_line("why", plan.version.why)
    yield from ("", "[body]", toml_line("name", plan.body.name))
    yield toml_line("kind", plan.body.kind)
    yield toml_line("area", plan.body.area)
    for term in plan.body.terms:
        yield from ("", "[[body.term]]", toml_line("office", term.office))
        yield toml_line("first", term.first)
        if term.last is not None:
            yield toml_line("last", term.last)


def _missions(plan: Plan) -> Iterator[str]:
    for mission in plan.missions:
        yield from ("", "[[mission]]", toml_line("id", mission.id))
        yield toml_line("title", mission.title)
        for strategy in mission.strategies:
            yield from ("", "[[mission.strategy]]", toml_line("id", strategy.id))
            for name in ("title", "success", "delivery", "measure", "lead"):
                yield toml_line(name, getattr(strategy, name))
            for result in strategy.results:
                yield from ("", "[[mission.strategy.result]]", toml_line("kind", result.kind))
                yield toml_line("words", result.words)
                if result.measure:
                    yield toml_line("measure", result.measure)


def _owner(fields: Fields, key: str) -> str:
    return fields.attempt(key, lambda: owner_role(fields.text(key), place=fields.place), "")


def _body(fields: Fields) -> Body:
    terms = []
    for each in fields.tables("term"):
        terms.append(Term(each.text("office"), each.day("first"), each.optional_day("last")))
        each.done()
    body = Body(fields.text("name"), fields.text("kind"), fields.text("area"), tuple(terms))
    fields.done()
    return body


def _version(fields: Fields) -> Version:
    version = Version(
        number=fields.whole("number", at_least=1),
        valid_from=fields.day("valid_from"),
        approved_by=_owner(fields, "approved_by"),
        why=fields.optional_text("why"),
    )
    fields.done()
    return version


def _mission(fields: Fields, measures: Mapping[str, list[str]]) -> Mission:
    mission = Mission(
        fields.name("id"),
        fields.text("title"),
        fields.each("strategy", lambda table: _strategy(table, measures)),
    )
    fields.done()
    return mission


def _strategy(fields: Fields, measures: Mapping[str, list[str]]) -> Strategy:
    name = fields.name("id")
    results = []
    for each in fields.tables("result"):
        results.append(Output(each.text("kind"), each.text("words"), each.optional_text("measure")))
        each.done()
    strategy = Strategy(
        id=name,
        title=fields.text("title"),
        success=fields.text("success"),
        delivery=fields.text("delivery"),
        measure=fields.text("measure"),
        lead=_owner(fields, "lead"),
        measures=tuple(measures.get(name, ())),
        results=tuple(results),
    )
    fields.done()
    return strategy
