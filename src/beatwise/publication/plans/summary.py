"""What a supervisor reads before signing: the plan on a page or two."""

from __future__ import annotations

from collections import defaultdict

from beatwise.clock import day_words
from beatwise.planning.plan import PatrolPlan
from beatwise.plurals import counted
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Inset,
    Paragraph,
    Table,
)
from beatwise.publication.plans import plan_rows


DRAFT = "Operational: not for publication. It shows where patrols will be."


def summary(plan: PatrolPlan) -> Document:
    """Return the plan as a document."""
    faults = sum(len(shift.faults) for shift in plan.shifts)
    blocks: list[Block] = [
        Inset(DRAFT),
        Paragraph(_lead(plan), lead=True),
        Heading("What it does"),
        Bullets(tuple(_facts(plan, faults))),
    ]
    if plan.notes:
        blocks += [Heading("How it was made"), Bullets(plan.notes)]
    if plan.unmet or plan.no_runs:
        blocks += [Heading("What could not be done"), Bullets((*plan.unmet, *plan.no_runs))]
    if plan.assumptions:
        blocks += [Heading("Assumed, not measured"), Bullets(plan.assumptions)]
    blocks += [
        Heading("Where the hours go"),
        _beats(plan),
        Heading("What each hot spot gets"),
        plan_rows.presence(plan),
        Heading("Shifts"),
        plan_rows.shifts(plan),
    ]
    return Document(
        title=f"Patrol plan: {plan.name}",
        subtitle=f"{day_words(plan.first)} to {day_words(plan.last)}",
        facts=(
            ("Owner", plan.provider),
            ("Hot spots", str(len(plan.spots))),
            ("Hours", f"{plan.hours:,.0f} of {plan.hours_asked:,.0f} person-hours asked for"),
            ("Dose", f"{plan.dose.visit_minutes} minutes a visit, {_again(plan)}"),
            ("Seed", str(plan.seed)),
        ),
        blocks=tuple(blocks),
        footer=(
            (
                f"Made from {', '.join(plan.sources)}. The owner decides who may edit it; where "
                "that is "
                "the police force, only its own roles."
            ),
        ),
        date=plan.first,
    )


def _lead(plan: PatrolPlan) -> str:
    return (
        f"{counted(len(plan.shifts), 'shift')} {'makes' if len(plan.shifts) == 1 else 'make'} "
        f"{counted(plan.visits, 'visit')} to {counted(len(plan.spots), 'hot spot')} and "
        f"cover {100 * plan.covered:.0f} % of the risk that the shifts were offered."
    )


def _again(plan: PatrolPlan) -> str:
    runs = f"; runs of {plan.dose.run_days} days" if plan.dose.run_days > 1 else ""
    return (
        f"one in every {plan.dose.revisit_minutes} minutes of a shift, never within "
        f"{plan.dose.revisit_gap} minutes of the last at that place{runs}"
    )


def _facts(plan: PatrolPlan, faults: int) -> list[str]:
    walking = plan.walking[:1].upper() + plan.walking[1:]
    facts = [
        f"{walking}.",
        f"Every shift was checked again by plain rules: {faults or 'no'} faults.",
        f"Source of the dose: {plan.dose.source or 'own settings'}.",
    ]
    if plan.predictability is not None:
        facts.append(
            "The same visit starts within ten minutes of itself on "
            f"{100 * plan.predictability:.0f} % "
            "of pairs of days (wanted: fewer than a third)."
        )
    if plan.jitter_loss is not None:
        facts.append(
            f"Varying times and visits costs {100 * max(0.0, plan.jitter_loss):.1f} % of the "
            "covered risk, on shifts planned with and without it (wanted: under 5 %)."
        )
    if plan.too_regular:
        facts.append(plan.too_regular)
    return facts


def _beats(plan: PatrolPlan) -> Table:
    hours: dict[str, float] = defaultdict(float)
    days: dict[str, set[object]] = defaultdict(set)
    risk: dict[str, float] = defaultdict(float)
    for shift in plan.shifts:
        hours[shift.beat] += shift.hours
        days[shift.beat].add(shift.day)
    for spot in plan.spots:
        risk[spot.beat] += spot.risk
    columns = (
        Column("Beat"),
        Column("Hot spots", number=True),
        Column("Share of risk, %", number=True),
        Column("Person-hours", number=True),
        Column("Share of hours, %", number=True),
        Column("Days walked", number=True),
        Column("Longest run of days", number=True),
    )
    total = plan.hours or 1.0
    lines = tuple(
        (
            base.beat,
            sum(spot.beat == base.beat for spot in plan.spots),
            100 * risk[base.beat],
            hours[base.beat],
            100 * hours[base.beat] / total,
            len(days[base.beat]),
            plan_rows.longest_run(days[base.beat]),
        )
        for base in plan.bases
    )
    return Table("beats", "Hours by beat", columns, lines)
