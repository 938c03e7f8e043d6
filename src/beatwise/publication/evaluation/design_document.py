"""The page of a design: can it answer, what would, who is patrolled, what to beware of."""

from __future__ import annotations

import calendar
import datetime as dt

from beatwise.evaluation.power.daily_history import DayTraits
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.publication.evaluation.charts.power_curve import power_curve
from beatwise.publication.evaluation.charts.ring_map import ring_map
from beatwise.publication.evaluation.charts.theory_diagram import theory_diagram
from beatwise.publication.evaluation.crossover_parts import DAY_LIMIT
from beatwise.publication.evaluation.sentences import can_it_answer, in_short, known_to, percent
from beatwise.publication.evaluation.stepped_parts import STEPPED_LIMIT
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)


WIDE, NARROW = 640, 300


def design_document(proposal: Proposal) -> Document:
    """Return the page of a design."""
    read, found = proposal.protocol, proposal.reach
    blocks: list[Block] = [
        Heading("Can it answer?"),
        Paragraph(can_it_answer(found), lead=True),
        Bullets(in_short(proposal)[1:3]),
        _curve(proposal),
        _table(proposal),
        *([_tried(proposal)] if found.tried else []),
        Heading("What the months before show"),
        Bullets(_traits(proposal)),
        Heading("Who is patrolled, who is compared"),
        Paragraph(read.mapping["design"]["rule"]),
        *([_steps(proposal)] if proposal.steps else []),
        _map(proposal),
        *_left_out(proposal),
        Heading("When"),
        Bullets(in_short(proposal)[3:]),
        _calendar(proposal),
        Heading("Take care"),
        Bullets(_care(proposal) or ("Nothing was found that a reader must be warned of.",)),
        Heading("How it should work"),
        _theory(proposal),
        *([Bullets(proposal.theory_gaps)] if proposal.theory_gaps else []),
        Heading("How it will be judged"),
        Bullets(_decision(proposal)),
        Heading("What next"),
        Bullets(_next(), numbered=True),
    ]
    return Document(
        title=read.title,
        subtitle="The design of an evaluation, before anybody is patrolled",
        facts=_facts(proposal),
        blocks=tuple(blocks),
        footer=(
            (
                "Contains public sector information licensed under the Open Government Licence "
                "v3.0; "
                "source data.police.uk."
            ),
        )
        if read.source == "data.police.uk"
        else (),
        date=_date(proposal),
    )


def _care(proposal: Proposal) -> tuple[str, ...]:
    read = proposal.protocol
    kind = {"stepped": (STEPPED_LIMIT,), "crossover": (DAY_LIMIT,)}.get(read.kind, ())
    return (*kind, *read.warnings)


def _facts(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    read = proposal.protocol
    lists = [(f"List {name}", f"hash {value[:16]}") for name, value in proposal.hot_spot_hashes]
    return (
        ("Question", read.question),
        ("Outcome", f"recorded {in_words(read.primary)}, {read.source}"),
        ("Months before", f"{read.before.words}, {len(proposal.months)} with data at hand"),
        ("Months with patrols", read.patrols.words),
        ("Assigned", _assigned(read)),
        ("Smallest p it can give", f"{proposal.reach.detectable.smallest_p:.3g}"),
        *lists,
    )


def _assigned(read: Protocol) -> str:
    if read.days is not None:
        each = f"{read.days.patrol_days} of the seven days of each week"
        return f"by day, {each} in each area, seed {read.days.seed}"
    return f"by {read.unit}, {read.assignment}, seed {read.seed}"


def _curve(proposal: Proposal) -> Figure:
    found = proposal.reach
    points = found.detectable.curve

    def draw(width: int) -> str:
        return power_curve(points, found.floor, found.smallest_effect, width=width)

    told = ", ".join(f"{-e:g} % found {100 * p:.0f} % of the time" for e, p in points)
    return Figure(
        "power", "How often this design would find a true fall", f"A rising curve: {told}.",
        draw(WIDE), draw(NARROW),
        table=Table(
            "power-curve", "Power by size of the true fall",
            (Column("True change %", True), Column("Found, % of the time", True, 1)),
            tuple((e, 100 * p) for e, p in points),
        ),
        note=_simulated(proposal),
    )  # fmt: skip


def _simulated(proposal: Proposal) -> str:
    how = (
        "the areas' own weeks before, thinned on the drawn days"
        if proposal.protocol.days
        else _noise(proposal)
    )
    best, share = proposal.reach.detectable, proposal.reach.at_smallest[0]
    low, high = known_to(share, best.replications)
    return (
        f"By simulation of {best.replications:,} programmes a point, seed {best.seed}: {how}. The "
        f"share for the smallest fall that matters is {percent(share)}, known to within "
        f"{percent(low)} to {percent(high)}; over the windows of the history it runs from "
        f"{percent(min(proposal.reach.at_smallest))} to {percent(max(proposal.reach.at_smallest))}."
    )


def _noise(proposal: Proposal) -> str:
    v, d = proposal.traits.variance_ratio, proposal.traits.drift
    return (
        f"variance ratio {v.value:.2f} ({v.low:.2f} to {v.high:.2f}), drift {d.value:.2f} "
        f"({d.low:.2f} to {d.high:.2f}{', supposed' if proposal.traits.drift_assumed else ''})"
    )


def _table(proposal: Proposal) -> Table:
    cells = proposal.reach.table
    effects = sorted({cell.effect for cell in cells}, reverse=True)
    sizes = list(dict.fromkeys((c.treated, c.comparison, c.months) for c in cells))
    power = {(c.treated, c.comparison, c.months, c.effect): c.power for c in cells}
    kind = f"in {proposal.steps} steps" if proposal.steps else "patrolled"
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


def _tried(proposal: Proposal) -> Table:
    return Table(
        "changes",
        "Changes looked at, cheapest first",
        (Column("Change"), Column("Power %", True, 0)),
        tuple((change.words, 100 * change.power) for change in proposal.reach.tried),
        note=f"The floor is {100 * proposal.reach.floor:.0f} %.",
    )


def _traits(proposal: Proposal) -> tuple[str, ...]:
    seen = proposal.traits
    if proposal.day_traits is not None:
        return _of_days(proposal.day_traits)
    drift = (
        f"Drift: {seen.months} months are too few to show it; {seen.drift.low:.2f} to "
        f"{seen.drift.high:.2f} is supposed, the range of busy areas elsewhere."
        if seen.drift_assumed
        else f"Drift: a unit's level changes by itself by {100 * seen.drift.value:.0f} % or so "
        f"from "
        f"one year to the next ({seen.drift.low:.2f} to {seen.drift.high:.2f})."
    )
    ratio = seen.variance_ratio
    said = [
        (
            f"The middle unit records {seen.typical:.1f} a month; {seen.areas} units, "
            f"{seen.months} "
            "months."
        ),
        (
            f"Variance ratio: {ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f} over "
            f"windows of "
            f"{seen.window} months); 1 would be pure chance."
        ),
        drift,
    ]
    if seen.season is not None:
        said.append(f"Season: months swing by {100 * seen.season:.0f} % about the mean.")
    return tuple(said)


def _of_days(seen: DayTraits) -> tuple[str, ...]:
    ratio = seen.variance_ratio
    busiest = "" if seen.busiest is None else (
        f" The busiest weekday records {seen.busiest:.1f} times the quietest."
    )  # fmt: skip
    return (
        (
            f"The middle area records {seen.typical:.1f} a week; {seen.areas} areas, "
            f"{seen.weeks} weeks.{busiest}"
        ),
        (
            f"Variance ratio of days inside a week: {ratio.value:.2f} ({ratio.low:.2f} to "
            f"{ratio.high:.2f} over windows of {seen.window} weeks); 1 would be pure chance."
        ),
        "Levels, drift and season do not matter: only days of the same area and week are compared.",
    )


def _steps(proposal: Proposal) -> Table:
    read = proposal.protocol
    units = {area.unit: area for area in reversed(read.areas)}.values()
    starts = sorted({area.start for area in units if area.start})
    rows = tuple(
        (f"step {i + 1}", start.name, sum(area.start == start for area in units),
         (read.patrols.last.number if i + 1 == len(starts) else starts[i + 1].number - 1)
         - start.number + 1,
         sum(area.start is not None and area.start > start for area in units))
        for i, start in enumerate(starts)
    )  # fmt: skip
    return Table(
        "steps", "The steps, and who is still waiting",
        (Column("Step"), Column("Starts"), Column("Units that start", True),
         Column("Months until the next, or the end", True), Column("Units still waiting", True)),
        rows,
        note="Units that have started are compared with those still waiting, month by month.",
    )  # fmt: skip


def _map(proposal: Proposal) -> Figure:
    read = proposal.protocol
    rows = tuple(
        (f"{i + 1}. {a.name}", "patrolled" if a.treated else "comparison", a.unit, a.block,
         a.start.name if a.start else read.patrols.first.name if a.treated else "–",
         int(proposal.counts[i].sum()))
        for i, a in enumerate(read.areas)
    )  # fmt: skip
    treated = sum(a.treated for a in read.areas)
    return Figure(
        "map",
        f"{'The' if treated == len(read.areas) else 'Patrolled and comparison'} areas with their "
        f"{read.ring_m:g} m rings",
        f"{treated} patrolled and {len(read.areas) - treated} comparison areas.",
        ring_map(read.areas, read.ring_m, width=WIDE),
        ring_map(read.areas, read.ring_m, width=NARROW),
        table=Table(
            "areas", "The areas",
            (Column("Area"), Column("Role"), Column("Unit"), Column("Block"), Column("Starts"),
             Column("Recorded before", True)),
            rows,
        ),
        note="Numbers are the rows of the table. Each panel has its own scale.",
    )  # fmt: skip


def _left_out(proposal: Proposal) -> list[Block]:
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


def _calendar(proposal: Proposal) -> Table:
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


def _theory(proposal: Proposal) -> Figure:
    steps = proposal.protocol.theory
    return Figure(
        "theory", "How patrols are supposed to work, and what would show it",
        "; ".join(f"{step.stage}: {step.text}" for step in steps) + ".",
        theory_diagram(steps, width=WIDE), theory_diagram(steps, width=NARROW),
    )  # fmt: skip


def _decision(proposal: Proposal) -> tuple[str, ...]:
    read = proposal.protocol
    what = "days" if read.days else "start months" if proposal.steps else "areas"
    rank = (
        f"permutation p, relabelled as the {what} were drawn"
        if read.drawn
        else "placebo rank (never a p-value: the areas were not drawn by lot)"
    )
    difference = f"Poisson difference-in-differences by {read.unit}"
    looks = ", ".join(m.name for m in read.decision.looks) or "none before the end"
    return (
        (
            f"One primary outcome: recorded {in_words(read.primary)}. Others are secondary and "
            f"their "
            "p-values are adjusted for their number."
        ),
        (
            f"{'Rate ratio of patrol days over other days' if read.days else difference}; {rank}; "
            f"level {read.decision.alpha:g}."
        ),
        (
            f"“Fell” needs the interval wholly below zero, the {'p' if read.drawn else 'rank'} "
            f"at or "
            "below the level, and a design at or above its power floor."
        ),
        (
            f"The smallest change that matters is {read.decision.smallest_effect:g} %. “No "
            f"material "
            "change” needs the interval wholly inside it."
        ),
        f"Looks: {looks}.",
        "Displacement: the same estimator on the rings, and on areas and rings together.",
    )


def _next() -> tuple[str, ...]:
    return (
        "Change protocol.toml until it says what you mean.",
        (
            "Lock it (beatwise lock DIR --by ROLE) before the first outcome month is published, "
            "and "
            "deposit its hash outside the office."
        ),
        "After that, every change is a numbered deviation with a reason.",
        "Evaluate it (beatwise evaluate DIR --out DIR) when the last month is there, not before.",
    )


def _date(proposal: Proposal) -> dt.date:
    from beatwise.clock import Month

    last = Month(max(proposal.months))
    return dt.date(last.year, last.month, calendar.monthrange(last.year, last.month)[1])
