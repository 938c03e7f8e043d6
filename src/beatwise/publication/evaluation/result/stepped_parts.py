"""What a result with stepped starts shows in other words or pictures than one side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.evaluation.designs.stepped_over_time import stepped_levels
from beatwise.evaluation.estimators.permutation_result import PermutationTest
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.result import Result
from beatwise.plurals import counted
from beatwise.publication.evaluation.charts.placebos import bins, placebos
from beatwise.publication.evaluation.charts.trend_lines import trend_lines
from beatwise.publication.evaluation.result.placebo_table import placebo_table
from beatwise.publication.evaluation.result.wide_and_narrow import figure
from beatwise.publication.formats.document import Cell, Column, Figure, Table


NAMES = ("on patrol", "not yet started")


def _starts(result: Result) -> NDArray[np.int64]:
    """Return (units,) the column in which each starts."""
    return result.material.panel(result.primary.outcome).start


def stepped_units(result: Result) -> str:
    """Say who was assigned what."""
    protocol, start = result.material.protocol, _starts(result)
    begun = int((start < len(result.material.months)).sum())
    waiting = f", {len(start) - begun} of them not yet" if begun < len(start) else ""
    return (
        f"Judged at the level at which starts were assigned: {counted(len(start), 'unit')} "
        f"({protocol.unit}), "
        f"each its own before, in {len(np.unique(start))} steps drawn by lot{waiting}."
    )


STEPPED_LIMIT = (
    "Stepped starts suppose an effect that comes at once and stays. Areas that started early "
    "go on serving as comparison for later ones: if the effect builds up or wears off, the "
    "size is blurred, most of all in the months when few or no areas are waiting."
)


def stepped_trends(result: Result) -> Figure:
    """Return both kinds of area, month by month, against their own level before any start."""
    material = result.material
    levels = stepped_levels(material.panel(result.primary.outcome))
    ours, theirs = [m.patrolled for m in levels], [m.waiting for m in levels]
    words = in_words(result.primary.outcome)
    events = [(e.start.number, i + 1) for i, e in enumerate(result.events)]

    def draw(width: int) -> str:
        return trend_lines(
            material.months, ours, theirs, material.protocol.patrols.first.number, events,
            width=width, title="Per cent of their own level before", names=NAMES,
        )  # fmt: skip

    average = np.mean([v for v in ours if v is not None] or [0])
    return figure(
        "trends",
        f"Recorded {words} of areas on patrol and of areas that have not started yet",
        f"Two lines, each as per cent of the same areas' level before the first start. On patrol "
        f"they average {average:.0f} per cent.",
        draw,
        table=Table(
            "months",
            "Recorded, as per cent of the same areas' level before the first start",
            (Column("Month"), Column("On patrol", True, 0), Column("Not yet started", True, 0)),
            tuple(
                (Month(m).name, level.patrolled, level.waiting)
                for m, level in zip(material.months, levels, strict=True)
            ),
            empty="none",
        ),
        note=(
            "Areas move from one line to the other as they start, so steps in a line may be other "
            "areas and not a change. The verdict rests on the fitted model."
        ),
    )  # fmt: skip


def stepped_placebo(test: PermutationTest) -> Figure:
    """Return the deals of the start months, on the scale of the test."""
    values, observed = (100 * test.placebo).tolist(), 100 * test.estimate
    edges, number = bins(values, observed)
    every = "every way" if test.exact else f"{test.assignments:,} ways"

    def draw(width: int) -> str:
        return placebos(
            values, observed, width=width, words="as drawn", axis="More or fewer on patrol",
            ratios=False,
        )  # fmt: skip

    return figure(
        "placebos", f"The starts as drawn beside {every} of dealing them",
        f"A histogram of deals around zero. The starts as drawn give {observed:+.1f} per cent; p "
        f"{test.p_value:.3f}.",
        draw,
        table=placebo_table(edges.tolist(), number.tolist()),
        note=(
            "Incidents recorded on patrol against what the areas' and the months' own totals make "
            "likely. Those totals hold patrolled months too, so this is less than the fitted "
            "change; it is what the test compares. Orange: at least as far from zero."
        ),
    )  # fmt: skip


def stepped_counts(result: Result) -> Table:
    """Return the counts off and on patrol."""
    rows: list[tuple[Cell, ...]] = []
    for effect in (result.primary, *result.secondary):
        rows.append((f"{in_words(effect.outcome)}, areas", *effect.inside.totals[:2]))
        rows.append((f"{in_words(effect.outcome)}, rings", *effect.rings.totals[:2]))
    start = _starts(result)
    months = len(result.material.months)
    on = int(np.maximum(months - start, 0).sum())
    return Table(
        "counts",
        f"Recorded incidents in {len(start) * months - on} unit-months not on patrol and {on} on",
        (Column("Outcome and where"), Column("Not on patrol", True), Column("On patrol", True)),
        tuple(rows),
        note="Seasons and levels differ between these months: the two cannot be compared plainly.",
    )


def stepped_areas(result: Result) -> Table:
    """Return the areas with their starts, numbered as on the map."""
    material = result.material
    protocol, outcome = material.protocol, result.primary.outcome
    counted, around = material.areas[outcome], material.rings[outcome]
    rows = []
    for i, area in enumerate(protocol.areas):
        begins = area.start or protocol.patrols.first
        at = int(np.searchsorted(material.months, begins.number))
        rows.append(
            (f"{i + 1}. {area.name}", area.unit, begins.name,
             int(counted[i, :at].sum()), int(counted[i, at:].sum()),
             int(around[i, :at].sum()), int(around[i, at:].sum()))
        )  # fmt: skip
    return Table(
        "areas",
        "The areas and their rings, before and after each one's own start",
        (
            Column("Area"), Column("Unit"), Column("Starts"), Column("Before", True),
            Column("After", True), Column("Ring before", True), Column("Ring after", True),
        ),
        tuple(rows),
    )  # fmt: skip
