"""The plan as pages show it: its missions, strategies, versions and what a version changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from beatwise.accountability.plan.actions import Action
from beatwise.accountability.plan.plan_variations import plan_variations
from beatwise.accountability.plan.police_and_crime_plan import Plan, Strategy
from beatwise.accountability.rating.rag import Rag, Status
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import owner_titles
from beatwise.web.pages.words import days
from beatwise.web.performance.presenters import rating_cell


_LABELS = {
    "title": "Title",
    "success": "What success is",
    "delivery": "What will be delivered",
    "measure": "How anyone will know",
    "lead": "Lead",
    "measures": "Measures",
    "actions": "Actions",
    "results": "Outputs and outcomes",
    "strategy": "Strategy",
    "mission": "Mission",
    "first": "First day",
    "last": "Last day",
}


def missions(
    plan: Plan, rows: Iterable[Row], actions: Iterable[Action] | None
) -> list[dict[str, object]]:
    """Return the missions with their strategies, each with its ratings and count of actions."""
    by_strategy: dict[str, list[Row]] = {}
    for row in rows:
        by_strategy.setdefault(row.measure.strategy, []).append(row)
    counts = None if actions is None else Counter(a.strategy for a in actions)
    return [
        {
            "title": mission.title,
            "strategies": [
                {
                    "id": s.id,
                    "title": s.title,
                    "success": s.success,
                    "lead": owner_titles()[s.lead],
                    "marks": tally(by_strategy.get(s.id, [])),
                    "measures": len(by_strategy.get(s.id, [])),
                    "actions": None if counts is None else counts[s.id],
                }
                for s in mission.strategies
            ],
        }
        for mission in plan.missions
    ]


def tally(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return how many rows have each rating, worst first; a rating that no row has is left out."""
    counts: Counter[str] = Counter()
    marks: dict[str, rating_cell.Mark] = {}
    for row in rows:
        word = rating_cell.rating_word(row.rating)
        counts[word] += 1
        marks[word] = rating_cell.mark(row.rating)
    order = [Rag.RED.word, Rag.AMBER.word, Rag.GREEN.word, *(s.value for s in Status)]
    return [{"mark": marks[w], "count": counts[w], "word": w} for w in order if w in counts]


def orphans(plan: Plan | None, rows: Iterable[Row]) -> list[rating_cell.MeasureCells]:
    """Return the rows whose strategy is not in the plan."""
    strategies = {s.id for s in plan.strategies} if plan else set()
    return [rating_cell.row(row) for row in rows if row.measure.strategy not in strategies]


def terms(plan: Plan) -> list[dict[str, object]]:
    """Return the terms of office, newest first."""
    newest_first = sorted(plan.body.terms, key=lambda term: term.first, reverse=True)
    return [
        {"office": owner_titles().get(t.office, t.office), "first": t.first, "last": t.last}
        for t in newest_first
    ]


def strategy_facts(strategy: Strategy) -> list[dict[str, str]]:
    """Return a strategy's statements with their labels."""
    facts = [(name, getattr(strategy, name)) for name in ("success", "delivery", "measure")]
    facts.append(("lead", owner_titles()[strategy.lead]))
    return [{"label": _LABELS[name], "words": words} for name, words in facts]


def results(strategy: Strategy, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Return a strategy's outputs and outcomes, each with its measure where it has one."""
    return [
        {
            "kind": each.kind,
            "words": each.words,
            "measure": each.measure if each.measure in titles else "",
            "title": titles.get(each.measure, ""),
        }
        for each in strategy.results
    ]


def variations(before: Plan | None, after: Plan) -> list[dict[str, str]]:
    """Return what a version changed, side by side."""
    if before is None:
        return []
    titles = {s.id: s.title for plan in (before, after) for s in plan.strategies}
    titles |= {f"mission/{m.id}": m.title for plan in (before, after) for m in plan.missions}
    return [
        {
            "where": titles.get(each.where, "The plan"),
            "field": _LABELS.get(each.field, each.field.capitalize()),
            "before": _field_words(each.field, each.before),
            "after": _field_words(each.field, each.after),
        }
        for each in plan_variations(before, after)
    ]


def _field_words(field: str, words: str) -> str:
    if field == "lead":
        return owner_titles().get(words, words)
    return days(words) if field in ("first", "last", "body and terms") else words
