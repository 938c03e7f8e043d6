"""The papers of a meeting: each item of the agenda as tables, pictures and words, to be frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from beatwise.accountability.boards.agenda import Decision, Item
from beatwise.accountability.boards.papers import SHEET, Entry, Grid, Part, Picture, Value
from beatwise.accountability.plan.actions import Action, Progress, progress, progress_by_strategy
from beatwise.accountability.plan.burn_up import Quarter, horizon, overdue
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.rating.scorecard import exceptions as of_note
from beatwise.accountability.roles import owner_titles
from beatwise.publication.state_looks import ACTIONS
from beatwise.web.actions import board_papers, cache
from beatwise.web.actions.progress import progress_report
from beatwise.web.meetings.packs import scorecards
from beatwise.web.performance import selectors as performance
from beatwise.web.performance.presenters import board_charts as charts


WIDE, NARROW = 640, 290


def filled(
    items: Sequence[Item],
    rows: Sequence[Row],
    commentary: Mapping[str, str],
    decided: Sequence[Decision],
    today: dt.date,
) -> tuple[Item, ...]:
    """Return the items of an agenda with their papers, drawn from the record as it is today."""
    actions, plan = cache.actions(), performance.plan()

    def exceptions() -> tuple[Part, ...]:
        notable = of_note(rows)
        return scorecards.exceptions(
            notable, commentary, charts.pictures(row.measure.id for row in notable)
        )

    parts: dict[str, Callable[[], tuple[Part, ...]]] = {
        "decisions": lambda: _decisions(decided, actions),
        "progress": lambda: _progress(actions, plan, progress_report.quarters(today), today),
        "exceptions": exceptions,
        "overdue": lambda: _overdue(actions, today),
        "changes": lambda: _changes(board_papers.change_rows()),
        "horizon": lambda: _horizon(actions, today),
        "scorecard": lambda: scorecards.scorecard(rows, charts.beside_plan(today), plan),
    }
    return tuple(
        replace(item, parts=parts[item.kind]()) if item.kind in parts else item for item in items
    )


def _decisions(decided: Sequence[Decision], actions: Sequence[Action]) -> tuple[Part, ...]:
    if not decided:
        return ()
    states = {action.id: action.state.capitalize() for action in actions}
    cells = tuple((d.number, d.words, d.action, states.get(d.action, "")) for d in decided)
    heads = ("Number", "Decision", "Action", "How far it is")
    return (Grid("decisions", "Decisions of the last meeting", heads, cells, (0,)),)


def _overdue(actions: Sequence[Action], today: dt.date) -> tuple[Part, ...]:
    late = overdue(actions, today)
    if not late:
        return ()
    cells = tuple(
        (a.id, a.title, owner_titles()[a.owner], in_words(a.due),
         (today - a.due).days if a.due else 0, a.state.capitalize())
        for a in late
    )  # fmt: skip
    heads = ("Action", "What is to be done", "Owner", "Due", "Days overdue", "State")
    caption = f"Overdue on {in_words(today)}"
    return (Grid("overdue", caption, heads, cells, (4,), _things(late)),)


def _changes(rows: Sequence[tuple[Value, ...]]) -> tuple[Part, ...]:
    if not rows:
        return ()
    heads = ("Change", "About", "Title", "What", "From", "To", "Why", "Asked by")
    things = tuple(f"change/{row[0]}" for row in rows)
    return (Grid("changes", "Changes asked for", heads, tuple(rows), (0,), things),)


def _horizon(actions: Sequence[Action], today: dt.date) -> tuple[Part, ...]:
    ahead = horizon(actions, today)
    if not ahead:
        return ()
    cells = tuple(
        (each.action.id, each.action.title, owner_titles()[each.action.owner],
         in_words(each.action.due), " ".join(each.barriers) or "None known")
        for each in ahead
    )  # fmt: skip
    heads = ("Action", "What is to be done", "Owner", "Due", "What stands in its way")
    things = _things([each.action for each in ahead])
    return (Grid("horizon", "Due in the next quarter", heads, cells, things=things),)


def _progress(
    actions: Sequence[Action], plan: Plan | None, quarters: Sequence[Quarter], today: dt.date
) -> tuple[Part, ...]:
    actions = [action for action in actions if action.strategy]  # not those outside the plan
    if not actions:
        return ()
    titles = {s.id: s.title for s in plan.strategies} if plan else {}
    by_strategy = progress_by_strategy(actions, today)
    known = [*titles, *(name for name in by_strategy if name not in titles)]
    named = [(titles.get(name, name), by_strategy[name]) for name in known if name in by_strategy]
    cells = tuple(
        _row(title, counts) for title, counts in [*named, ("All", progress(actions, today))]
    )
    heads = ("Strategy", "Complete", "Total", "Per cent", "In progress", "Overdue")
    table = Grid("progress", "Actions by strategy", heads, cells, (1, 2, 3, 4, 5))
    return (*_burn_up(quarters), Entry("Actions by strategy", parts=(table,)))


def _row(title: str, counts: Progress) -> tuple[Value, ...]:
    percent = None if counts.percent is None else round(float(counts.percent), 1)
    return title, counts.complete, counts.total, percent, counts.in_progress, counts.overdue


def _burn_up(quarters: Sequence[Quarter]) -> tuple[Part, ...]:
    if len(quarters) < 2:
        return ()
    from beatwise.publication.charts.periods_line import Line, lines

    chart_lines = [
        Line("in the plan", [q.scope for q in quarters], ACTIONS["planned"].fill),
        Line("due by now", [q.due for q in quarters]),
        Line("complete", [q.complete for q in quarters], ACTIONS["complete"].fill),
    ]
    labels = [q.period.words for q in quarters]
    begun = [q for q in quarters if q.complete is not None]
    now = begun[-1] if begun else quarters[0]
    alt = (
        f"Burn-up of the plan's actions: by the end of {now.period.words}, {now.scope} in the "
        f"plan, {now.due} due, {now.complete or 0} complete. The table has every number."
    )
    heads = ("Quarter", "In the plan", "Due by now", "First due by now", "Complete")
    cells = tuple((q.period.words, q.scope, q.due, q.first_due, q.complete) for q in quarters)
    grid = Grid("burn-up", "Actions by quarter", heads, cells, (1, 2, 3, 4), medium=SHEET)
    return (
        Picture("burn-up", "Actions by quarter", alt, lines(labels, chart_lines, width=WIDE),
                lines(labels, chart_lines, width=NARROW), replace(grid, name="points-burn-up")),
        grid,
    )  # fmt: skip


def _things(actions: Sequence[Action]) -> tuple[str, ...]:
    named = board_papers.action_things()
    return tuple(named.get(action.id, "") for action in actions)
