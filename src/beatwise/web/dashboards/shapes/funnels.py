"""A funnel, period by period: people, tests and appointments are never set against each other."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating import funnel
from beatwise.accountability.rating.funnel import Step
from beatwise.errors import BadInput
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.dashboards.definition import Panel
from beatwise.web.dashboards.panel_data import Data, periods
from beatwise.web.dashboards.panel_view import (
    NO_DATA,
    Cell,
    Chart,
    Shown,
    listed,
    number,
    percent,
    sentence,
)
from beatwise.web.dashboards.panel_view import words as said_words


MOST = 3


def show(panel: Panel, data: Data) -> Shown:
    """Show the newest periods side by side; a change only between like ones."""
    names = [stage.measure for stage in panel.stages]
    said = list(data.missing(names))
    seen = [each for name in names for each in data.values(name)]
    found = periods(seen)[-MOST:]
    if not found:
        return Shown((*said, "No data yet."))
    labels = [_label(period) for period in found]
    stages = [_stages(panel, data, period) for period in found]
    steps = [_steps(each, said) for each in stages]
    compared = len(found) > 1 and found[-2].like(found[-1])
    if len(found) > 1 and not compared:
        said.append(
            f"{sentence(listed(labels[-2:]))} are not like periods, or one is not stated: they "
            "stand side by side, and no change is worked out."
        )
    said += _notes(seen, found)
    said.append(
        "A share is of the stage before that counts the same thing; tests are never set against "
        "people."
    )
    heads = [("Stage", False), ("Counts", False)]
    for label in labels:
        heads += [(label, True), (f"Share, {label}", True)]
    if compared:
        heads.append(("Change", True))
    rows = []
    for at, stage in enumerate(panel.stages):
        title = data.measures[stage.measure].title if stage.measure in data.measures else "?"
        cells = [said_words(title, reverse("measure", args=[stage.measure])),
                 said_words(stage.counts)]  # fmt: skip
        for one in steps:
            cells += [number(one[at].stage.number), _share(one[at])]
        if compared:
            cells.append(_change(stages[-2][at].number, stages[-1][at].number))
        rows.append(tuple(cells))
    return Shown(tuple(said), tuple(heads), tuple(rows), _chart(panel, data, labels, stages))


def _stages(panel: Panel, data: Data, period: Period) -> list[funnel.Stage]:
    made = []
    for stage in panel.stages:
        here = {seen.period: seen.value for seen in data.values(stage.measure)}
        made.append(funnel.Stage(stage.measure, stage.counts, here.get(period), stage.of))
    return made


def _steps(stages: list[funnel.Stage], said: list[str]) -> tuple[Step, ...]:
    try:
        return funnel.steps(stages)
    except BadInput as error:
        said.append(f"{error.message} No shares are worked out.")
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


def _label(period: Period) -> str:
    return period.words


def _notes(seen: list[Observation], found: list[Period]) -> list[str]:
    """Say what the values of each period are said to be."""
    by_period = {p: {each.note for each in seen if each.period == p and each.note} for p in found}
    return [
        f"{sentence(_label(p))}: {' '.join(sorted(notes))}"
        for p, notes in by_period.items()
        if notes
    ]


def _chart(
    panel: Panel, data: Data, labels: list[str], stages: list[list[funnel.Stage]]
) -> Chart | None:
    rows = []
    for at, stage in enumerate(panel.stages):
        title = data.measures[stage.measure].title if stage.measure in data.measures else "?"
        group = [
            (label, None if (v := one[at].number) is None else float(v),
             NO_DATA if v is None else f"{v:,f}")
            for label, one in zip(labels, stages, strict=True)
        ]  # fmt: skip
        rows.append((f"{title} ({stage.counts})", group))
    return Chart(
        {"shape": "funnel", "rows": rows},
        lambda width: bars([(n, [Bar(*bar) for bar in group]) for n, group in rows], width=width),
        f"{len(rows)} stages, {listed(labels)}. The numbers stand in the table.",
    )
