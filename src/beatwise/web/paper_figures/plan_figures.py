"""The plan as a paper reports it: progress of its actions, what is ahead, and the scorecard."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.measures.period import Period
from beatwise.accountability.plan.actions import Action, Progress, progress, progress_by_strategy
from beatwise.accountability.plan.burn_up import horizon, overdue
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.rating.scorecard import Row, exceptions, tally
from beatwise.accountability.roles import owner_titles
from beatwise.web.actions import board_papers, cache
from beatwise.web.meetings.packs import scorecards
from beatwise.web.performance import gate, selectors


Figures = dict[str, object]


def plan(day: dt.date) -> Figures:
    """Return the plan that holds: its title, and its strategies with their measures and actions."""
    current = selectors.plan()
    if current is None:
        return {}
    rows = gate.plan_scorecard(None, day)
    actions = cache.actions()
    return {
        "title": current.title,
        "strategies": [
            {
                "id": strategy.id,
                "title": strategy.title,
                "measures": [line(r) for r in rows if r.measure.strategy == strategy.id],
                "actions": [_action(a) for a in actions if a.strategy == strategy.id],
            }
            for strategy in current.strategies
        ],
    }


def actions(day: dt.date, quarter: Period) -> Figures:
    """Return how far the plan's actions are: in all, by strategy, and in a quarter."""
    every = [a for a in cache.actions() if a.strategy]
    completed = [a for a in every if a.completed and _within(a.completed, quarter)]
    whole = progress(every, day)
    titles = selectors.strategy_titles()
    by_strategy = progress_by_strategy(every, day)
    return {
        **_progress(whole),
        "completed_in_quarter": len(completed),
        "completed": [_action(a) for a in completed],
        "overdue_list": [_action(a) for a in overdue(every, day)],
        "ahead": [
            {**_action(each.action), "barriers": " ".join(each.barriers) or "None known"}
            for each in horizon(every, day)
        ],
        "strategies": [
            {"title": titles.get(name, name), **_progress(counts)}
            for name, counts in by_strategy.items()
        ],
        "changes": [row._asdict() for row in board_papers.change_rows()],
    }


def scorecard(day: dt.date) -> Figures:
    """Return the plan's own measures as anybody may see them, a line each, and their tally."""
    rows = gate.plan_scorecard(None, day)
    titles = selectors.strategy_titles()
    words = selectors.commentary_words(day)
    return {
        "rows": [{**line(row), "strategy": titles.get(row.measure.strategy, "")} for row in rows],
        "count": len(rows),
        "tally": {name.replace(" ", "_"): count for name, count in tally(rows).items()},
        "exceptions": [_exception(row, words.get(row.measure.id, "")) for row in exceptions(rows)],
    }


def line(row: Row) -> Figures:
    """Return one measure as a line of a dashboard."""
    return {
        "id": row.measure.id,
        "serial": row.measure.serial,
        "title": row.measure.title,
        "expected": row.measure.expectation.words,
        "baseline": scorecards.baseline(row),
        "latest": scorecards.latest(row),
        "arrow": row.rating.direction.arrow if row.rating.direction else "",
        "direction": scorecards.direction(row.rating) or "not known",
        "rating": scorecards.rating(row.rating),
        "reason": row.rating.reason,
    }


def _exception(row: Row, words: str) -> Figures:
    return {**line(row), "why": " ".join(row.why), "commentary": words.strip()}


def _action(action: Action) -> Figures:
    return {
        "id": action.id,
        "title": action.title,
        "owner": owner_titles()[action.owner],
        "due": in_words(action.due),
        "state": action.state.capitalize(),
        "completed": action.completed.isoformat() if action.completed else None,
    }


def _progress(counts: Progress) -> Figures:
    percent = None if counts.percent is None else float(counts.percent)
    return {
        "total": counts.total,
        "complete": counts.complete,
        "percent": percent,
        "in_progress": counts.in_progress,
        "overdue": counts.overdue,
        "withdrawn": counts.withdrawn,
    }


def _within(day: dt.date, quarter: Period) -> bool:
    starts, ends = quarter.starts, quarter.ends
    return starts is not None and ends is not None and starts <= day <= ends
