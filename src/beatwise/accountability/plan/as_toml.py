"""A plan as a document: its body, terms, version, missions and strategies in one TOML file.

The plan of a set lies beside its measures as ``_plan.toml``; a strategy's measures are those that
name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources

from beatwise.accountability.measures.measure import Measure, load_set
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
    file = resources.files("beatwise") / "measures" / name / "_plan.toml"
    if not file.is_file():
        raise MissingData("this set of measures has no plan.", place=name)
    return parse_plan(file.read_text(encoding="utf-8"), measures, place=f"{name}/_plan.toml")


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
    known = {strategy.id for strategy in plan.strategies}
    wrong += [f"no strategy is called {name}" for name in by_strategy if name not in known]
    if wrong:
        raise BadInput(f"{'; '.join(wrong)}.", place=place)
    return plan


def _owner(name: str) -> str:
    return owner_role(name, place="")


def _body(fields: Fields) -> Body:
    terms = []
    for each in fields.tables("term"):
        terms.append(Term(each.text("office"), each.day("first"), each.optional_day("last")))
        each.done()
    body = Body(fields.text("name"), fields.text("kind"), fields.text("area"), tuple(terms))
    fields.done()
    return body


def _version(fields: Fields) -> Version:
    made = Version(
        number=fields.whole("number", at_least=1),
        valid_from=fields.day("valid_from"),
        approved_by=fields.text_for("approved_by", _owner),
        why=fields.optional_text("why"),
    )
    fields.done()
    return made


def _mission(fields: Fields, measures: Mapping[str, list[str]]) -> Mission:
    made = Mission(
        fields.name("id"),
        fields.text("title"),
        fields.each("strategy", lambda table: _strategy(table, measures)),
    )
    fields.done()
    return made


def _strategy(fields: Fields, measures: Mapping[str, list[str]]) -> Strategy:
    name = fields.name("id")
    results = []
    for each in fields.tables("result"):
        results.append(Output(each.text("kind"), each.text("words"), each.optional_text("measure")))
        each.done()
    made = Strategy(
        id=name,
        title=fields.text("title"),
        success=fields.text("success"),
        delivery=fields.text("delivery"),
        measure=fields.text("measure"),
        lead=fields.text_for("lead", _owner),
        measures=tuple(measures.get(name, ())),
        results=tuple(results),
    )
    fields.done()
    return made
