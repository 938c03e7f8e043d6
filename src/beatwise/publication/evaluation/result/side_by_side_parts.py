"""What a result side by side says and shows of its units, counts and months."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import Month
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.result import Result
from beatwise.publication.evaluation.charts.trend_lines import trend_lines
from beatwise.publication.evaluation.result.wide_and_narrow import figure
from beatwise.publication.formats.document import Cell, Column, Figure, Table


def side_by_side_units(result: Result) -> str:
    """Say who was assigned what."""
    protocol = result.material.protocol
    treated = len({area.unit for area in protocol.areas if area.treated})
    compared = len({area.unit for area in protocol.areas if not area.treated})
    return (
        f"Judged at the level at which patrols were assigned: {treated} patrolled and {compared} "
        f"comparison units ({protocol.unit})."
    )


def side_by_side_trends(result: Result) -> Figure:
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
    return figure(
        "trends",
        f"Recorded {words} each month in patrolled and comparison areas",
        f"Two lines. In the months before, both average {ours[:first].mean():.0f} a month by "
        f"scaling; with patrols the patrolled areas average {ours[first:].mean():.0f} and the "
        f"comparison {scaled[first:].mean():.0f}.",
        lambda width: trend_lines(
            material.months, ours.tolist(), scaled.tolist(),
            material.protocol.patrols.first.number, events, width=width,
        ),
        table=_months(result, ours.tolist(), scaled.tolist()),
        note="Numbers on dashed lines are those of the table of other events. "
        if events else "",
    )  # fmt: skip


def _months(result: Result, treated: Sequence[float], comparison: Sequence[float]) -> Table:
    """Return both series month by month."""
    scaled = Column("Comparison, scaled", True, 1)
    return Table(
        "months",
        "Recorded incidents a month",
        (Column("Month"), Column("Patrolled", True), scaled),
        tuple(
            (Month(m).name, int(t), c)
            for m, t, c in zip(result.material.months, treated, comparison, strict=True)
        ),
        note="The comparison is scaled to the patrolled areas' total in the months before.",
    )


def side_by_side_counts(result: Result) -> Table:
    """Return the counts behind every estimate."""
    rows: list[tuple[Cell, ...]] = []
    for effect in (result.primary, *result.secondary):
        rows.append((f"{in_words(effect.outcome)}, areas", *effect.inside.totals))
        rows.append((f"{in_words(effect.outcome)}, rings", *effect.rings.totals))
    before, after = result.material.month_counts
    return Table(
        "counts",
        f"Recorded incidents, {before} months before and {after} months with patrols",
        (
            Column("Outcome and where"), Column("Patrolled, before", True),
            Column("Patrolled, after", True), Column("Comparison, before", True),
            Column("Comparison, after", True),
        ),
        tuple(rows),
    )  # fmt: skip


def side_by_side_areas(result: Result) -> Table:
    """Return the areas, numbered as on the map, with the primary outcome's counts."""
    first = result.material.first_after
    counted = result.material.areas[result.primary.outcome]
    around = result.material.rings[result.primary.outcome]
    rows = tuple(
        (
            f"{i + 1}. {area.name}", "patrolled" if area.treated else "comparison", area.unit,
            area.block, int(counted[i, :first].sum()), int(counted[i, first:].sum()),
            int(around[i, :first].sum()), int(around[i, first:].sum()),
        )
        for i, area in enumerate(result.material.protocol.areas)
    )  # fmt: skip
    return Table(
        "areas",
        "The areas and their rings",
        (
            Column("Area"), Column("Role"), Column("Unit"), Column("Block"),
            Column("Before", True), Column("After", True), Column("Ring before", True),
            Column("Ring after", True),
        ),
        rows,
    )  # fmt: skip
