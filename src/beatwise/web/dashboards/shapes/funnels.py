"""A funnel, period by period: people, tests and appointments are never set against each other."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating import funnel
from beatwise.accountability.rating.funnel import Step
from beatwise.errors import BadInput
from beatwise.web.dashboards.dashboard_definition import Panel, Stage
from beatwise.web.dashboards.panel_data import Data, periods
from beatwise.web.dashboards.panel_view import (
    NO_DATA,
    Cell,
    Chart,
    PanelView,
    number,
    percent,
    sentence,
    sentence_list,
    word_cell,
)
from beatwise.web.dashboards.shapes.bar_charts import GroupBar, grouped_bars


MOST = 3


def show(panel: Panel, data: Data) -> PanelView:
    """Show the newest periods side by side; a change only between like ones."""
    names = [stage.measure for stage in panel.stages]
    notes = list(data.missing(names))
    values = [each for name in names for each in data.values(name)]
    newest = periods(values)[-MOST:]
    if not newest:
        return PanelView((*notes, "No data yet."))
    labels = [period.words for period in newest]
    stages = [_stages(panel, data, period) for period in newest]
    steps = [_steps(each, notes) for each in stages]
    with_change = len(newest) > 1 and newest[-2].like(newest[-1])
    if len(newest) > 1 and not with_change:
        notes.append(
            f"{sentence(sentence_list(labels[-2:]))} are not like periods, or one is not stated: "
            "they stand side by side, and no change is worked out."
        )
    notes += _notes(values, newest)
    notes.append(
        "A share is of the stage before that counts the same thing; tests are never set against "
        "people."
    )
    columns = _columns(labels, with_change)
    rows = _rows(panel, data, stages, steps, with_change)
    return PanelView(tuple(notes), columns, rows, _chart(panel, data, labels, stages))


def _columns(labels: list[str], with_change: bool) -> tuple[tuple[str, bool], ...]:
    heads = [("Stage", False), ("Counts", False)]
    for label in labels:
        heads += [(label, True), (f"Share, {label}", True)]
    return (*heads, ("Change", True)) if with_change else tuple(heads)


def _rows(
    panel: Panel,
    data: Data,
    stages: list[list[funnel.Stage]],
    steps: list[tuple[Step, ...]],
    with_change: bool,
) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for at, stage in enumerate(panel.stages):
        cells = [word_cell(_title(stage, data), reverse("measure", args=[stage.measure])),
                 word_cell(stage.counts)]  # fmt: skip
        for one in steps:
            cells += [number(one[at].stage.number), _share(one[at])]
        if with_change:
            cells.append(_change(stages[-2][at].number, stages[-1][at].number))
        rows.append(tuple(cells))
    return tuple(rows)


def _title(stage: Stage, data: Data) -> str:
    return data.measures[stage.measure].title if stage.measure in data.measures else "?"


def _stages(panel: Panel, data: Data, period: Period) -> list[funnel.Stage]:
    stages = []
    for stage in panel.stages:
        here = {value.period: value.value for value in data.values(stage.measure)}
        stages.append(funnel.Stage(stage.measure, stage.counts, here.get(period), stage.of))
    return stages


def _steps(stages: list[funnel.Stage], notes: list[str]) -> tuple[Step, ...]:
    try:
        return funnel.steps(stages)
    except BadInput as error:
        notes.append(f"{error.message} No shares are worked out.")
        return tuple(Step(stage, None, None, None) for stage in stages)


def _share(step: Step) -> Cell:
    if step.share is None:
        return Cell("")
    return Cell(percent(step.share), round(float(step.share), 1))


def _change(before: Decimal | None, after: Decimal | None) -> Cell:
    if not before or after is None:
        return Cell("")
    change = (after - before) * 100 / before
    return Cell(percent(change, signed=True), round(float(change), 1))


def _notes(values: list[Observation], newest: list[Period]) -> list[str]:
    """Say what the values of each period are said to be."""
    by_period = {
        p: {each.note for each in values if each.period == p and each.note} for p in newest
    }
    return [
        f"{sentence(p.words)}: {' '.join(sorted(notes))}" for p, notes in by_period.items() if notes
    ]


def _chart(
    panel: Panel, data: Data, labels: list[str], stages: list[list[funnel.Stage]]
) -> Chart | None:
    rows = []
    for at, stage in enumerate(panel.stages):
        group = [
            GroupBar(label, None if (v := one[at].number) is None else float(v),
                     NO_DATA if v is None else f"{v:,f}")
            for label, one in zip(labels, stages, strict=True)
        ]  # fmt: skip
        rows.append((f"{_title(stage, data)} ({stage.counts})", group))
    return grouped_bars(
        "funnel",
        rows,
        f"{len(rows)} stages, {sentence_list(labels)}. The numbers stand in the table.",
    )
