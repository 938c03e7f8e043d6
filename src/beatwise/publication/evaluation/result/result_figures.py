"""The figures of a result: each a picture, words for it, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.estimators.percent import percent_change
from beatwise.evaluation.protocol.protocol import TheoryStep
from beatwise.evaluation.result.result import Result
from beatwise.plurals import counted
from beatwise.publication.evaluation.charts.dose_curve import dose_curve
from beatwise.publication.evaluation.charts.intervals import event_plot, forest
from beatwise.publication.evaluation.charts.placebos import bins, placebos
from beatwise.publication.evaluation.charts.ring_map import MOST_PANELS, clusters, ring_map
from beatwise.publication.evaluation.charts.theory_diagram import theory_diagram
from beatwise.publication.evaluation.result import result_tables as tables
from beatwise.publication.evaluation.result.placebo_table import placebo_table
from beatwise.publication.evaluation.result.result_parts import parts_of
from beatwise.publication.evaluation.result.stepped_parts import stepped_placebo
from beatwise.publication.evaluation.result.wide_and_narrow import figure
from beatwise.publication.formats.document import Figure


def placebo(result: Result) -> Figure | None:
    """Return the distribution of relabellings, where a test was made."""
    inside = result.primary.inside
    test = inside.test
    if test is None or inside.did is None:
        return None
    if inside.did.method == "iterative":
        return stepped_placebo(test)
    values = 100 * np.expm1(test.placebo)
    observed = percent_change(test.estimate)
    by_lot = result.material.protocol.by_lot
    rank = "p" if by_lot else "placebo rank"
    edges, number = bins(values.tolist(), observed)
    why = (
        "The areas were relabelled as they were drawn, so the share is a p-value."
        if by_lot
        else "The areas were not drawn by lot, so the share is a placebo rank, not a p-value."
    )
    return figure(
        "placebos",
        f"The change beside {test.assignments:,} relabellings of the same areas",
        f"A histogram of relabellings around zero. These areas show {observed:+.0f} per cent; "
        f"{rank} {test.p_value:.3f}.",
        lambda width: placebos(values.tolist(), observed, width=width, words="these areas"),
        table=placebo_table(edges.tolist(), number.tolist()),
        note=f"Orange: at least as far from zero. {why}",
    )


def quarters(result: Result) -> Figure | None:
    """Return the event plot."""
    if not any(part.percent is not None for part in result.quarters):
        return None
    against = parts_of(result).against
    return figure(
        "quarters",
        f"Patrolled against {against}, quarter by quarter",
        "Intervals for each quarter around the start of patrols, against all the months before. "
        + _spread(result.quarters),
        lambda width: event_plot(result.quarters, width=width),
        table=tables.parts("quarters-table", "The quarters", "Quarter", result.quarters),
        note=(
            "Before the start the intervals should lie about zero; if they do not, the "
            "comparison is "
            "not a fair one. They are for looking: the verdict rests on the whole period."
        ),
    )


def _spread(rows: tuple[Part, ...]) -> str:
    after = [p.percent for p in rows if p.after and p.percent is not None]
    if not after:
        return ""
    return f"After the start they range from {min(after):+.0f} to {max(after):+.0f} per cent."


def places(result: Result) -> Figure | None:
    """Return the forest plot over places."""
    if not result.places:
        return None
    inside = result.primary.inside
    whole = None
    if inside.percent is not None and inside.interval and None not in inside.interval:
        low, high = inside.interval
        t0, t1, c0, c1 = inside.totals
        whole = Part("All together", True, inside.percent, low, high, (t0, t1), (c0, c1))
    changes = [part.percent for part in result.places if part.percent is not None]
    fell, what = sum(change < 0 for change in changes), parts_of(result).part
    return figure(
        "forest",
        f"The change in each {what}, and in all together",
        f"{counted(len(result.places), 'row')} with intervals about zero; {fell} of "
        f"{len(changes)} lie below "
        "zero.",
        lambda width: forest(result.places, whole, width=width),
        table=tables.parts("forest-table", f"The {what}s", what.capitalize(), result.places),
        note=(
            f"Of {len(changes)} {what}s, {fell} fell. Chance alone makes at least one fall with "
            f"probability {1 - 0.5 ** len(changes):.3f}."
        ),
    )


def ground(result: Result) -> Figure:
    """Return the map of areas and rings."""
    protocol = result.material.protocol
    treated = sum(area.treated for area in protocol.areas)
    panels = len(clusters([area.geometry for area in protocol.areas]))
    more = f" Of {panels} clusters the {MOST_PANELS} largest are drawn." if panels > 12 else ""
    return figure(
        "rings",
        f"{'The' if treated == len(protocol.areas) else 'Patrolled and comparison'} areas with "
        "their "
        f"{protocol.ring_m:g} m rings",
        f"{treated} patrolled and {len(protocol.areas) - treated} comparison areas, each with a "
        "ring.",
        lambda width: ring_map(protocol.areas, protocol.ring_m, width=width),
        table=parts_of(result).areas(result),
        note=f"Numbers are the rows of the table. Not to one scale: each panel has its own.{more}",
    )


def dose(result: Result) -> Figure | None:
    """Return the dose curve."""
    if not result.dose:
        return None
    curve = result.dose[-1]
    return figure(
        "dose",
        "Delivered hours and change, area by area",
        f"One dot an area. The fitted line changes by {curve.percent:+.1f} per cent for each "
        f"further "
        "100 delivered hours.",
        lambda width: dose_curve(curve, width=width),
        table=tables.dose_areas(result),
        note="Areas without patrols stand at zero hours.",
    )


def theory_figure(steps: Sequence[TheoryStep]) -> Figure:
    """Return the steps of a theory of change as a diagram."""
    words = "; ".join(f"{step.stage}: {step.text}" for step in steps)
    return figure(
        "theory", "How patrols are supposed to work, and what would show it", words + ".",
        lambda width: theory_diagram(steps, width=width),
    )  # fmt: skip
