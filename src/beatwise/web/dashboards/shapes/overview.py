"""The plan as a whole: how its measures stand, strategy by strategy, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.urls import reverse

from beatwise.accountability.plan.police_and_crime_plan import Strategy
from beatwise.accountability.rating.rag import Rag, Rating, Status
from beatwise.accountability.rating.scorecard import Row, exceptions, tally
from beatwise.clock import day_words
from beatwise.publication import state_looks
from beatwise.web.actions import cache
from beatwise.web.dashboards.dashboard_definition import Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import (
    Cell,
    Choice,
    PanelView,
    word_cell,
)
from beatwise.web.dashboards.shapes import single
from beatwise.web.dashboards.shapes.bar_charts import GroupBar, RatingBar, grouped_bars, rating_bars
from beatwise.web.performance import selectors
from beatwise.web.performance.models import PrintedRating
from beatwise.web.performance.presenters import measure_lists, rating_cell


def show_tally(panel: Panel, data: Data) -> PanelView:
    """Count the plan's measures by rating."""
    rows = _of_plan(data)
    if not rows:
        return PanelView(("The office has no measures yet: load the plan, or import a table.",))
    marks = {rating_cell.rating_word(row.rating): rating_cell.mark(row.rating) for row in rows}
    looks = _looks(row.rating for row in rows)
    counts = {word: count for word, count in tally(rows).items() if count}
    address = f"{reverse('measures')}?level={selectors.plan_level(rows)}&rating="
    cells = tuple(
        (Cell(word.capitalize(), word, marks[word], address=f"{address}{word}"),
         Cell(f"{count}", count))
        for word, count in counts.items()
    )  # fmt: skip
    chart = rating_bars(
        "tally",
        [RatingBar(looks[w].words, n, looks[w].fill) for w, n in counts.items()],
        "; ".join(f"{word} {count}" for word, count in counts.items()),
    )
    day = day_words(data.day)
    plan_size = measure_lists.count_in_words(rows, len(data.rows), selectors.plan_level(rows))
    notes = (f"{plan_size} Rated by the rule as on {day}.",)
    return PanelView(notes, (("Rating", False), ("Measures", True)), cells, chart)


def show_strategies(panel: Panel, data: Data) -> PanelView:
    """Show each strategy's ratings and how far its actions are."""
    plan = selectors.plan()
    if plan is None:
        return PanelView(("There is no plan yet.",))
    progress = _actions()
    by_strategy: dict[str, list[Row]] = {}
    for row in _of_plan(data):
        by_strategy.setdefault(row.measure.strategy, []).append(row)
    cells, rated_bars = [], []
    for strategy in plan.strategies:
        rows = by_strategy.get(strategy.id, [])
        by_colour = Counter(row.rating.rag for row in rows)
        counts = [Cell(f"{by_colour[rag]}", by_colour[rag]) for rag in Rag]
        without = Cell(f"{by_colour[None]}", by_colour[None])
        cells.append(
            (word_cell(strategy.title, reverse("strategy", args=[strategy.id])), *counts, without,
             _complete(progress, strategy.id))
        )  # fmt: skip
        parts = [_part(rag, by_colour[rag]) for rag in Rag if by_colour[rag]]
        if by_colour[None]:
            parts.append(_not_rated(by_colour[None]))
        if parts:
            rated_bars.append((strategy.title, parts))
    colours = [(f"{rag.shape} {rag.letter} {rag.word.capitalize()}", True) for rag in Rag]
    heads = [("Strategy", False), *colours, ("Not rated", True), ("Actions complete", True)]
    notes = () if progress is not None else ("No actions are kept here yet.",)
    chart = grouped_bars(
        "strategies",
        rated_bars,
        "Measures of each strategy by rating. The numbers stand in the table.",
    )
    return PanelView(notes, tuple(heads), tuple(cells), chart if rated_bars else None)


def _part(rag: Rag, count: int) -> GroupBar:
    look = state_looks.RATINGS[rag]
    return GroupBar(look.words, float(count), str(count), look.fill)


def _not_rated(count: int) -> GroupBar:
    look = state_looks.RATINGS[Status.NO_DATA]
    return GroupBar("◇ Not rated", float(count), str(count), look.fill)


def show_strategy(panel: Panel, data: Data) -> PanelView:
    """Show the measures of one strategy, by name; the plan's first when none is asked for."""
    plan = selectors.plan()
    if plan is None:
        return PanelView(("There is no plan yet.",))
    by_id = {strategy.id: strategy for strategy in plan.strategies}
    selected = by_id.get(data.strategy) or plan.strategies[0]
    measures = [row.measure for row in _of_plan(data) if row.measure.strategy == selected.id]
    notes = (f"{selected.title}. {selected.success}", f"How anyone will know: {selected.measure}")
    rows = tuple(single.row(measure, data) for measure in measures)
    ratings = [data.row(m.id).rating for m in measures]
    counts, looks = Counter(map(rating_cell.rating_word, ratings)), _looks(ratings)
    chart = rating_bars(
        "strategy",
        [RatingBar(looks[w].words, count, looks[w].fill) for w, count in counts.items()],
        "; ".join(f"{word} {count}" for word, count in counts.items()),
    )
    if not measures:
        return PanelView(
            (*notes, "It has no measures."), choices=_choices(plan.strategies, selected.id)
        )
    return PanelView(
        notes, single.COLUMNS, rows, chart, selected.title, _choices(plan.strategies, selected.id)
    )


def show_attention(panel: Panel, data: Data) -> PanelView:
    """List what a board must talk about: red, late, or a signal that goes the unwanted way."""
    exception_rows = exceptions(_of_plan(data))
    comments = selectors.commentary(rows=exception_rows)
    rows = tuple(
        (
            word_cell(row.measure.title, reverse("measure", args=[row.measure.id])),
            Cell(rating_cell.mark(row.rating)["word"], None, rating_cell.mark(row.rating)),
            single.sign_cell(row),
            word_cell(" ".join(row.why)),
            word_cell("written" if row.measure.id in comments else "none yet"),
        )
        for row in exception_rows
    )
    columns = (
        ("Measure", False), ("Rating", False), ("Variation and target", False), ("Why", False),
        ("Commentary", False),
    )  # fmt: skip
    if not rows:
        return PanelView(("Nothing needs attention.",))
    by_rating = Counter(
        row.rating.rag.word if row.rating.rag else "not rated" for row in exception_rows
    )
    words = ", ".join(f"{count} {word}" for word, count in by_rating.items())
    return PanelView((f"{len(rows)} exceptions: {words}.",), columns, rows)


def show_directions(panel: Panel, data: Data) -> PanelView:
    """List the printed directions that are not the rule's."""
    rows = []
    for each in PrintedRating.objects.filter(removed=False).exclude(direction=""):
        measure = data.measures.get(each.measure)
        if measure is not None and each.direction != each.ruled:
            rows.append((measure, each))
    rows.sort(key=lambda pair: (pair[0].serial or 0, pair[1].pk))
    printed_count = PrintedRating.objects.filter(removed=False).exclude(direction="").count()
    if not printed_count:
        return PanelView(("No printed dashboard has been imported.",))
    cells = tuple(
        (
            word_cell(f"{m.serial}. {m.title}" if m.serial is not None else m.title,
                       reverse("measure", args=[m.id])),
            word_cell(each.direction),
            word_cell(each.ruled or "cannot be said"),
        )
        for m, each in rows
    )  # fmt: skip
    note = (
        f"{len(rows)} of {printed_count} printed directions are not the rule's for the printed "
        "values."
    )
    return PanelView(
        (note,), (("Measure", False), ("Printed", False), ("By the rule", False)), cells
    )


def _looks(ratings: Iterable[Rating]) -> dict[str, state_looks.Look]:
    """Return how each rating looks, by the word that lists are narrowed by."""
    return {rating_cell.rating_word(each): state_looks.of_rating(each) for each in ratings}


def _of_plan(data: Data) -> tuple[Row, ...]:
    return selectors.of_plan(data.rows.values())


def _actions() -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = {}
    for action in cache.actions():
        if action.state != "withdrawn":
            complete_of = counts.setdefault(action.strategy, [0, 0])
            complete_of[0] += action.state == "complete"
            complete_of[1] += 1
    return {name: (complete, whole) for name, (complete, whole) in counts.items()}


def _complete(progress: dict[str, tuple[int, int]], name: str) -> Cell:
    if name not in progress:
        return Cell("none", missing=True)
    complete, whole = progress[name]
    return Cell(f"{complete} of {whole}", f"{complete} of {whole}")


def _choices(strategies: Sequence[Strategy], selected: str) -> tuple[Choice, ...]:
    return tuple(Choice(s.id, s.title, s.id == selected) for s in strategies)
