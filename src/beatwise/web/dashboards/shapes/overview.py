"""The plan as a whole: how its measures stand, strategy by strategy, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from beatwise.accountability.rating.rag import Rag
from beatwise.accountability.rating.scorecard import Row, exceptions, tally
from beatwise.publication.charts import palette
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.actions import cache
from beatwise.web.dashboards.definition import Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import Cell, Chart, Shown
from beatwise.web.dashboards.panel_view import words as said_words
from beatwise.web.dashboards.shapes import single
from beatwise.web.performance import selectors
from beatwise.web.performance.models import Printed
from beatwise.web.performance.presenters import measure_lists, rating_cell


# Close to the colours of the ratings' tags; letters and shapes say the same.
_FILLS = {
    Rag.GREEN.word: palette.TURQUOISE,
    Rag.AMBER.word: palette.ORANGE,
    Rag.RED.word: palette.DARK_PINK,
}
_OTHER = palette.DARK_GREY


def show_tally(panel: Panel, data: Data) -> Shown:
    """Count the plan's measures by rating."""
    rows = _of_plan(data)
    if not rows:
        return Shown(("The office has no measures yet: load the plan, or import a table.",))
    marks = {rating_cell.said(row.rating): rating_cell.mark(row.rating) for row in rows}
    counts = {word: count for word, count in tally(rows).items() if count}
    narrowed = f"{reverse('measures')}?level={selectors.plan_level(rows)}&rating="
    cells = tuple(
        (Cell(word.capitalize(), word, marks[word], f"{narrowed}{word}"),
         Cell(f"{count}", count))
        for word, count in counts.items()
    )  # fmt: skip
    drawn = [
        (f"{marks[w]['shape']} {marks[w]['letter']} {w.capitalize()}", n, _FILLS.get(w, _OTHER))
        for w, n in counts.items()
    ]
    chart = Chart(
        {"shape": "tally", "rows": drawn},
        lambda width: bars(
            [(w, [Bar("", float(n), str(n), fill)]) for w, n, fill in drawn], width=width
        ),
        "; ".join(f"{word} {count}" for word, count in counts.items()),
    )
    day = f"{data.day.day} {data.day:%B %Y}"
    sentence = measure_lists.counted(rows, len(data.rows), selectors.plan_level(rows))
    said = (f"{sentence} Rated by the rule as on {day}.",)
    return Shown(said, (("Rating", False), ("Measures", True)), cells, chart)


def show_strategies(panel: Panel, data: Data) -> Shown:
    """Show each strategy's ratings and how far its actions are."""
    plan = selectors.plan()
    if plan is None:
        return Shown(("There is no plan yet.",))
    done = _actions()
    grouped: dict[str, list[Row]] = {}
    for row in _of_plan(data):
        grouped.setdefault(row.measure.strategy, []).append(row)
    cells, drawn = [], []
    for strategy in plan.strategies:
        rows = grouped.get(strategy.id, [])
        rated = Counter(row.rating.rag for row in rows)
        counted = [Cell(f"{rated[rag]}", rated[rag]) for rag in Rag]
        without = Cell(f"{rated[None]}", rated[None])
        cells.append(
            (said_words(strategy.title, reverse("strategy", args=[strategy.id])), *counted, without,
             _complete(done, strategy.id))
        )  # fmt: skip
        parts = [_part(rag, rated[rag]) for rag in Rag if rated[rag]]
        if parts:
            drawn.append((strategy.title, parts))
    colours = [(f"{rag.shape} {rag.letter} {rag.word.capitalize()}", True) for rag in Rag]
    heads = [("Strategy", False), *colours, ("Not rated", True), ("Actions complete", True)]
    said = () if done is not None else ("No actions are kept here yet.",)
    chart = Chart(
        {"shape": "strategies", "rows": drawn},
        lambda width: bars([(n, [Bar(*p) for p in parts]) for n, parts in drawn], width=width),
        "Rated measures of each strategy by colour. The numbers stand in the table.",
    )
    return Shown(said, tuple(heads), tuple(cells), chart if drawn else None)


def _part(rag: Rag, count: int) -> tuple[str, float, str, str]:
    return f"{rag.shape} {rag.letter} {rag.word}", float(count), str(count), _FILLS[rag.word]


def show_strategy(panel: Panel, data: Data, asked: str) -> Shown:
    """Show the measures of one strategy, by name; the plan's first when none is asked for."""
    plan = selectors.plan()
    if plan is None:
        return Shown(("There is no plan yet.",))
    known = {strategy.id: strategy for strategy in plan.strategies}
    held = known.get(asked) or plan.strategies[0]
    measures = [row.measure for row in _of_plan(data) if row.measure.strategy == held.id]
    said = (f"{held.title}. {held.success}", f"How anyone will know: {held.measure}")
    rows = tuple(single.row(measure, data) for measure in measures)
    marks = Counter(rating_cell.said(data.row(m.id).rating) for m in measures)
    drawn = [(word, count, _FILLS.get(word, _OTHER)) for word, count in marks.items()]
    chart = Chart(
        {"shape": "strategy", "rows": drawn},
        lambda width: bars(
            [(w.capitalize(), [Bar("", float(n), str(n), fill)]) for w, n, fill in drawn],
            width=width,
        ),
        "; ".join(f"{word} {count}" for word, count, _ in drawn),
    )  # fmt: skip
    if not measures:
        return Shown((*said, "It has no measures."), more=_choices(plan.strategies, held.id))
    return Shown(said, single.COLUMNS, rows, chart, held.title, _choices(plan.strategies, held.id))


def show_attention(panel: Panel, data: Data) -> Shown:
    """List what a board must talk about: red, late, or a signal that goes the unwanted way."""
    found = exceptions(_of_plan(data))
    said_of = selectors.commentary(rows=found)
    rows = tuple(
        (
            said_words(row.measure.title, reverse("measure", args=[row.measure.id])),
            Cell(rating_cell.mark(row.rating)["word"], None, rating_cell.mark(row.rating)),
            said_words(" ".join(row.why)),
            said_words("written" if row.measure.id in said_of else "none yet"),
        )
        for row in found
    )
    columns = (("Measure", False), ("Rating", False), ("Why", False), ("Commentary", False))
    if not rows:
        return Shown(("Nothing needs attention.",))
    grouped = Counter(row.rating.rag.word if row.rating.rag else "not rated" for row in found)
    words = ", ".join(f"{count} {word}" for word, count in grouped.items())
    return Shown((f"{len(rows)} exceptions: {words}.",), columns, rows)


def show_directions(panel: Panel, data: Data) -> Shown:
    """List the printed directions that are not the rule's."""
    rows = []
    for each in Printed.objects.filter(removed=False).exclude(direction=""):
        measure = data.measures.get(each.measure)
        if measure is not None and each.direction != each.ruled:
            rows.append((measure, each))
    rows.sort(key=lambda pair: (pair[0].serial or 0, pair[1].pk))
    kept = Printed.objects.filter(removed=False).exclude(direction="").count()
    if not kept:
        return Shown(("No printed dashboard has been imported.",))
    cells = tuple(
        (
            said_words(f"{m.serial}. {m.title}" if m.serial is not None else m.title,
                       reverse("measure", args=[m.id])),
            said_words(each.direction),
            said_words(each.ruled or "cannot be said"),
        )
        for m, each in rows
    )  # fmt: skip
    said = f"{len(rows)} of {kept} printed directions are not the rule's for the printed values."
    return Shown((said,), (("Measure", False), ("Printed", False), ("By the rule", False)), cells)


def _of_plan(data: Data) -> tuple[Row, ...]:
    return selectors.of_plan(data.rows.values())


def _actions() -> dict[str, tuple[int, int]]:
    counted: dict[str, list[int]] = {}
    for action in cache.actions():
        if action.state != "withdrawn":
            held = counted.setdefault(action.strategy, [0, 0])
            held[0] += action.state == "complete"
            held[1] += 1
    return {name: (done, whole) for name, (done, whole) in counted.items()}


def _complete(done: dict[str, tuple[int, int]], name: str) -> Cell:
    if name not in done:
        return Cell("none", missing=True)
    complete, whole = done[name]
    return Cell(f"{complete} of {whole}", f"{complete} of {whole}")


def _choices(strategies: Sequence[Any], chosen: str) -> tuple[Any, ...]:
    return tuple({"id": s.id, "title": s.title, "chosen": s.id == chosen} for s in strategies)
