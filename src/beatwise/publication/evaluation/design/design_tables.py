"""The tables and figures of a design's page."""

from __future__ import annotations

from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.charts.power_curve import power_curve
from beatwise.publication.evaluation.charts.ring_map import ring_map
from beatwise.publication.evaluation.design.design_parts import parts_of
from beatwise.publication.evaluation.sentences import known_to, percent
from beatwise.publication.formats.document import Block, Column, Figure, Table


WIDE, NARROW = 640, 300


def curve(proposal: Proposal) -> Figure:
    """Return the power over the size of the true fall."""
    reach = proposal.reach
    points = reach.detectable.curve

    def draw(width: int) -> str:
        return power_curve(points, reach.floor, reach.smallest_effect, width=width)

    words = ", ".join(f"{-e:g} % found {100 * p:.0f} % of the time" for e, p in points)
    return Figure(
        "power", "How often this design would find a true fall", f"A rising curve: {words}.",
        draw(WIDE), draw(NARROW),
        table=Table(
            "power-curve", "Power by size of the true fall",
            (Column("True change %", True), Column("Found, % of the time", True, 1)),
            tuple((e, 100 * p) for e, p in points),
        ),
        note=_simulated(proposal),
    )  # fmt: skip


def _simulated(proposal: Proposal) -> str:
    how = parts_of(proposal).simulated_from(proposal)
    best, at_smallest = proposal.reach.detectable, proposal.reach.at_smallest
    share, (lowest, highest) = at_smallest.middle, at_smallest.range
    low, high = known_to(share, best.replications)
    return (
        f"By simulation of {best.replications:,} programmes a point, seed {best.seed}: {how}. The "
        f"share for the smallest fall that matters is {percent(share)}, known to within "
        f"{percent(low)} to {percent(high)}; over the windows of the history it runs from "
        f"{percent(lowest)} to {percent(highest)}."
    )


def power_table(proposal: Proposal) -> Table:
    """Return the power by areas, months and true change."""
    cells = proposal.reach.table
    effects = sorted({cell.effect for cell in cells}, reverse=True)
    sizes = list(dict.fromkeys((c.treated, c.comparison, c.months) for c in cells))
    power = {(c.treated, c.comparison, c.months, c.effect): c.power for c in cells}
    kind = parts_of(proposal).units(proposal)
    return Table(
        "power-table",
        "Power, % of the time, by areas, months and true change",
        (
            Column("Units and months"),
            *(Column(f"{effect:g} %", True, 0) for effect in effects),
        ),
        tuple(
            (f"{t} {kind}{f', {c} compared' if c else ''}, {m} months",
             *(100 * power[t, c, m, e] for e in effects))
            for t, c, m in sizes
        ),
        note="More units are supposed to be like those at hand.",
    )  # fmt: skip


def changes(proposal: Proposal) -> Table:
    """Return the changes looked at, cheapest first."""
    return Table(
        "changes",
        "Changes looked at, cheapest first",
        (Column("Change"), Column("Power %", True, 0)),
        tuple((change.words, 100 * change.power) for change in proposal.reach.tried),
        note=f"The floor is {100 * proposal.reach.floor:.0f} %.",
    )


def area_map(proposal: Proposal) -> Figure:
    """Return the map of areas and rings, with a table of the areas."""
    protocol = proposal.protocol
    rows = tuple(
        (f"{i + 1}. {a.name}", "patrolled" if a.treated else "comparison", a.unit, a.block,
         a.start.name if a.start else protocol.patrols.first.name if a.treated else "–",
         int(proposal.counts[i].sum()))
        for i, a in enumerate(protocol.areas)
    )  # fmt: skip
    treated = sum(a.treated for a in protocol.areas)
    return Figure(
        "map",
        f"{'The' if treated == len(protocol.areas) else 'Patrolled and comparison'} areas with "
        "their "
        f"{protocol.ring_m:g} m rings",
        f"{treated} patrolled and {len(protocol.areas) - treated} comparison areas.",
        ring_map(protocol.areas, protocol.ring_m, width=WIDE),
        ring_map(protocol.areas, protocol.ring_m, width=NARROW),
        table=Table(
            "areas", "The areas",
            (Column("Area"), Column("Role"), Column("Unit"), Column("Block"), Column("Starts"),
             Column("Recorded before", True)),
            rows,
        ),
        note="Numbers are the rows of the table. Each panel has its own scale.",
    )  # fmt: skip


def left_out(proposal: Proposal) -> list[Block]:
    """Return the areas considered and left out."""
    if not proposal.protocol.excluded:
        return []
    return [
        Table(
            "left-out",
            "Considered and left out",
            (Column("Area"), Column("Why")),
            proposal.protocol.excluded,
        )
    ]


def calendar_table(proposal: Proposal) -> Table:
    """Return the calendar."""
    when = proposal.dates
    return Table(
        "calendar",
        "The calendar",
        (Column("What"), Column("When")),
        (
            ("Patrols start", proposal.protocol.patrols.first.name),
            ("Last month of data", when.last_data.name),
            ("Months from a month's end to its publication, supposed", str(when.lag)),
            ("Published, about", when.published.name),
            ("Months to write the report, supposed", str(when.writing)),
            ("Report", when.report.name),
            ("The office ends", when.office_ends.name),
            ("Latest start that still reports in time", when.latest_start.name),
        ),
    )
