"""The figures of a result: each a picture, words for it, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.protocol import TheoryStep
from beatwise.evaluation.result.parts_over_time import Part
from beatwise.evaluation.result.result import Result
from beatwise.publication.evaluation import result_tables as tables
from beatwise.publication.evaluation.charts.dose_curve import dose_curve
from beatwise.publication.evaluation.charts.intervals import event_plot, forest
from beatwise.publication.evaluation.charts.placebos import bins, placebos
from beatwise.publication.evaluation.charts.ring_map import MOST_PANELS, clusters, ring_map
from beatwise.publication.evaluation.charts.theory_diagram import theory_diagram
from beatwise.publication.evaluation.charts.trend_lines import trend_lines
from beatwise.publication.evaluation.stepped_parts import stepped_areas, stepped_placebo
from beatwise.publication.formats.document import Figure


WIDE, NARROW = 640, 300


def _figure(
    name: str, caption: str, alt: str, draw: Callable[[int], str], **more: object
) -> Figure:
    return Figure(name, caption, alt, draw(WIDE), draw(NARROW), **more)  # type: ignore[arg-type]


def trends(result: Result) -> Figure:
    """Return patrolled and comparison areas month by month."""
    material = result.material
    counts = material.areas[result.primary.outcome]
    side = material.protocol.treated
    ours = counts[side].sum(axis=0).astype(float)
    theirs = counts[~side].sum(axis=0).astype(float)
    first = material.first_after
    base = theirs[:first].sum()
    scaled = theirs * (ours[:first].sum() / base if base else 1.0)
    events = [(e.start.number, i + 1) for i, e in enumerate(result.events)]
    words = in_words(result.primary.outcome)
    return _figure(
        "trends",
        f"Recorded {words} each month in patrolled and comparison areas",
        f"Two lines. In the months before, both average {ours[:first].mean():.0f} a month by "
        f"scaling; with patrols the patrolled areas average {ours[first:].mean():.0f} and the "
        f"comparison {scaled[first:].mean():.0f}.",
        lambda width: trend_lines(
            material.months, ours.tolist(), scaled.tolist(),
            material.protocol.patrols.first.number, events, width=width,
        ),
        table=tables.months(result, ours.tolist(), scaled.tolist()),
        note="Numbers on dashed lines are those of the table of other events. "
        if events else "",
    )  # fmt: skip


def placebo(result: Result) -> Figure | None:
    """Return the distribution of relabellings, where a test was made."""
    inside = result.primary.inside
    test = inside.test
    if test is None or inside.did is None:
        return None
    if inside.did.method == "iterative":
        return stepped_placebo(test)
    values = 100 * np.expm1(test.placebo)
    observed = float(100 * np.expm1(test.estimate))
    drawn = result.material.protocol.drawn
    rank = "p" if drawn else "placebo rank"
    edges, number = bins(values.tolist(), observed)
    why = (
        "The areas were relabelled as they were drawn, so the share is a p-value."
        if drawn
        else "The areas were not drawn by lot, so the share is a placebo rank, not a p-value."
    )
    return _figure(
        "placebos",
        f"The change beside {test.assignments:,} relabellings of the same areas",
        f"A histogram of relabellings around zero. These areas show {observed:+.0f} per cent; "
        f"{rank} {test.p_value:.3f}.",
        lambda width: placebos(values.tolist(), observed, width=width, words="these areas"),
        table=tables.placebo(edges.tolist(), number.tolist()),
        note=f"Orange: at least as far from zero. {why}",
    )


def quarters(result: Result) -> Figure | None:
    """Return the event plot."""
    if not any(part.percent is not None for part in result.quarters):
        return None
    against = "areas not yet patrolled" if _stepped(result) else "comparison areas"
    return _figure(
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


def _stepped(result: Result) -> bool:
    return result.material.protocol.kind == "stepped"


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
    shown = [part.percent for part in result.places if part.percent is not None]
    what = "step" if _stepped(result) else "place"
    return _figure(
        "forest",
        f"The change in each {what}, and in all together",
        f"{len(result.places)} rows with intervals about zero; {sum(p < 0 for p in shown)} of "
        f"{len(shown)} lie below zero.",
        lambda width: forest(result.places, whole, width=width),
        table=tables.parts("forest-table", f"The {what}s", what.capitalize(), result.places),
        note=(
            f"Of {len(shown)} {what}s, {sum(p < 0 for p in shown)} fell. Chance alone makes at "
            f"least "
            f"one fall with probability {1 - 0.5 ** len(shown):.3f}."
        ),
    )


def ground(result: Result) -> Figure:
    """Return the map of areas and rings."""
    read = result.material.protocol
    treated = sum(area.treated for area in read.areas)
    panels = len(clusters([area.geometry for area in read.areas]))
    more = f" Of {panels} clusters the {MOST_PANELS} largest are drawn." if panels > 12 else ""
    return _figure(
        "rings",
        f"{'The' if treated == len(read.areas) else 'Patrolled and comparison'} areas with their "
        f"{read.ring_m:g} m rings",
        f"{treated} patrolled and {len(read.areas) - treated} comparison areas, each with a ring.",
        lambda width: ring_map(read.areas, read.ring_m, width=width),
        table=stepped_areas(result)
        if read.kind == "stepped"
        else tables.areas(read.areas, result.primary, result),
        note=f"Numbers are the rows of the table. Not to one scale: each panel has its own.{more}",
    )


def dose(result: Result) -> Figure | None:
    """Return the dose curve."""
    if not result.dose:
        return None
    curve = result.dose[-1]
    return _figure(
        "dose",
        "Delivered hours and change, area by area",
        f"One dot an area. The fitted line changes by {curve.percent:+.1f} per cent for each "
        f"further "
        "100 delivered hours.",
        lambda width: dose_curve(curve, width=width),
        table=tables.dose_areas(result),
        note="Areas without patrols stand at zero hours.",
    )


def theory(result: Result) -> Figure | None:
    """Return the theory of change as a diagram."""
    steps = result.material.protocol.theory
    return theory_figure(steps) if steps else None


def theory_figure(steps: Sequence[TheoryStep]) -> Figure:
    """Return the steps of a theory of change as a diagram."""
    told = "; ".join(f"{step.stage}: {step.text}" for step in steps)
    return _figure(
        "theory", "How patrols are supposed to work, and what would show it", told + ".",
        lambda width: theory_diagram(steps, width=width),
    )  # fmt: skip
