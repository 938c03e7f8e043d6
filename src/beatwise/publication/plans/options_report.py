"""The options appraisal as a document: one page to compare, then the working."""

from __future__ import annotations

import datetime as dt

from beatwise.planning.options.appraisal import Appraisal, BreakEven, Worked, break_evens
from beatwise.planning.options.figure import Figure
from beatwise.publication.charts.tornado import TornadoBar, tornado
from beatwise.publication.formats.document import (
    Block,
    Column,
    Document,
    Heading,
    Inset,
    Paragraph,
    Table,
)
from beatwise.publication.formats.document import Figure as Picture


LABELS = {
    "pay_year": "Pay a year",
    "rate_hour": "Charge an hour",
    "on_costs": "On-costs",
    "hours_week": "Hours a week",
    "days_off": "Leave and holidays",
    "training_days": "Training days",
    "sick_days": "Sickness",
    "abstraction": "Abstraction",
    "off_street": "Time off the street",
    "supervision": "Supervision",
    "kit_year": "Kit",
}
FUND_NOTE = (
    "National hot spot money divided by hours comes to £73 to £110; that includes management "
    "and is "
    "context, never used here as a price."
)


def comparison(appraisal: Appraisal, worked: tuple[Worked, ...], date: dt.date) -> Document:
    """Return the one-page comparison."""
    options = [w for w in worked if w.option in appraisal.options]
    return Document(
        title=f"Options compared: {appraisal.name}",
        subtitle=f"{appraisal.area} · prices of {appraisal.price_year}",
        facts=(),
        blocks=(
            Paragraph(_lead(appraisal, options)),
            _compared(options),
            _even(appraisal, worked, short=True),
            Paragraph(_unsourced(options)),
        ),
        footer=("Outcomes of different kinds are not put in one ranking. " + FUND_NOTE,),
        date=date,
    )


def report(appraisal: Appraisal, worked: tuple[Worked, ...], date: dt.date) -> Document:
    """Return the whole appraisal."""
    options = [w for w in worked if w.option in appraisal.options]
    patrols = [w for w in options if w.swings]
    blocks: list[Block] = [
        Inset(
            "A draft for decision: figures marked unsourced or not checked stand on nobody's word."
        ),
        Paragraph(_lead(appraisal, options), lead=True),
        Heading("The options side by side"),
        _compared(options),
        _qualities(options),
        Heading("Break-even, and what the evaluation could see"),
        Paragraph(
            f"The design: {appraisal.design.places} places and {appraisal.design.comparisons} like "
            f"places, {appraisal.design.months_before} months before and "
            f"{appraisal.design.months_after} after, drift {appraisal.design.drift:g}, variance "
            "ratio "
            f"{appraisal.design.variance_ratio:g}. What it can detect is a rough formula "
            "(two-sided "
            "5 %, four times in five); beatwise design gives the simulated answer."
        ),
        _even(appraisal, worked, short=False),
        Heading("What moves the cost of a delivered hour"),
    ]
    blocks += [_tornado(w) for w in patrols]
    blocks += [
        Heading("The same money elsewhere"),
        _elsewhere(appraisal, worked),
        Heading("Every figure, with its source"),
        figures_table(appraisal),
    ]
    return Document(
        title=f"Options appraisal: {appraisal.name}",
        subtitle=f"{appraisal.area} · prices of {appraisal.price_year}",
        facts=(("Delivered hours wanted a year", f"{_wanted(options):,.0f}"),),
        blocks=tuple(blocks),
        footer=("Outcomes of different kinds are not put in one ranking.", FUND_NOTE),
        date=date,
    )


def _wanted(options: list[Worked]) -> float:
    return max((w.hours for w in options), default=0.0)


def _lead(appraisal: Appraisal, options: list[Worked]) -> str:
    full = [w for w in options if w.per_hour and w.hours >= _wanted(options) > 0]
    low = min(full, key=lambda w: w.cost[1])
    high = max(full, key=lambda w: w.cost[1])
    return (
        f"For {_wanted(options):,.0f} delivered hours a year the central cost runs from "
        f"£{low.cost[1]:,.0f} ({low.option.name.lower()}) to £{high.cost[1]:,.0f} "
        f"({high.option.name.lower()}); the ranges overlap, so cost alone does not choose."
    )


def _unsourced(options: list[Worked]) -> str:
    count = sum(mark.endswith("unsourced") for w in options for mark in w.marks)
    unchecked = sum(mark.endswith("not checked") for w in options for mark in w.marks)
    return (
        f"{count} figures behind these costs have no source and {unchecked} a source nobody "
        "checked; "
        "the full appraisal marks each."
    )


def _compared(options: list[Worked]) -> Table:
    columns = (
        Column("Option"),
        Column("Delivered hours a year", number=True),
        Column("Full-time people", number=True, decimals=1),
        Column("£ a year, low", number=True),
        Column("central", number=True),
        Column("high", number=True),
        Column("£ a delivered hour, low", number=True, decimals=2),
        Column("central", number=True, decimals=2),
        Column("high", number=True, decimals=2),
        Column("Months to set up"),
        Column("Figures without a source", number=True),
    )
    rows = tuple(
        (
            w.option.name,
            w.hours if w.option.kind != "remedy" else None,
            w.people,
            *(round(c) for c in w.cost),
            *(w.per_hour or (None, None, None)),
            _span(w.option.set_up_months),
            sum(mark.endswith("unsourced") for mark in w.marks),
        )
        for w in options
    )
    note = (
        "Delivered hours are hours on the street after leave, training, sickness, abstraction, "
        "breaks "
        "and briefing. Low and high put every figure at its cheap or dear end together. The "
        "cost is "
        "beyond what is spent now."
    )
    return Table(
        "options", "Hours and cost of each option", columns, rows, note, empty="not by the hour"
    )


def _span(figure: Figure) -> str:
    if figure.low == figure.high:
        return f"{figure.central:g}"
    return f"{figure.low:g} to {figure.high:g}"


def _qualities(options: list[Worked]) -> Table:
    columns = (
        Column("Option"),
        Column("Powers"),
        Column("Consistency of presence"),
        Column("Set-up cost, £"),
        Column("Risks"),
        Column("Source"),
    )
    rows = tuple(
        (
            w.option.name,
            w.option.powers or None,
            w.option.consistency or None,
            _span(w.option.set_up) if w.option.set_up.high else "0",
            w.option.risks or None,
            w.option.source or "unsourced",
        )
        for w in options
    )
    return Table("qualities", "What each option can do", columns, rows, empty="not stated")


def _even(appraisal: Appraisal, worked: tuple[Worked, ...], *, short: bool) -> Table:
    names = {w.option.id: w.option.name for w in worked}
    kept = {w.option.id for w in worked if w.option in appraisal.options}
    found = [b for b in break_evens(appraisal, worked) if b.option in kept]
    columns: tuple[Column, ...] = (
        Column("Option"),
        Column("Outcome"),
        Column("Break-even a month", number=True, decimals=1),
        Column("range"),
        Column("Share of recorded, %", number=True),
        Column("Detectable a month", number=True, decimals=1),
    )
    if not short:
        columns = (*columns, Column("What that means"))
    said = [b for b in found if b.incidents]
    rows = [_even_row(b, names, short) for b in said]
    for outcome in appraisal.outcomes:
        unsaid = [b for b in found if b.outcome == outcome.name and not b.incidents]
        if unsaid:
            rows.append(_even_row(unsaid[0], {unsaid[0].option: "Every option"}, short))
    caption = "Incidents a month to prevent to pay for itself, beside what could be detected"
    marks = {o.name: o.unit_cost.mark for o in appraisal.outcomes if o.unit_cost}
    note = "; ".join(f"unit cost of {name}: {mark}" for name, mark in marks.items() if mark)
    return Table("break-even", caption, columns, tuple(rows), note, empty="cannot be said")


def _even_row(one: BreakEven, names: dict[str, str], short: bool) -> tuple:
    span = f"{one.incidents[0]:,.0f} to {one.incidents[2]:,.0f}" if one.incidents else None
    row = (
        names[one.option],
        one.outcome,
        one.incidents[1] if one.incidents else None,
        span,
        100 * one.share if one.share is not None else None,
        one.detectable,
    )
    return row if short else (*row, one.words)


def _tornado(worked: Worked) -> Picture:
    middle = worked.per_hour[1] if worked.per_hour else 0.0
    rows = [TornadoBar(LABELS[s.figure], s.low, s.high) for s in worked.swings]
    first = worked.swings[0]
    alt = (
        f"Bars of what each figure alone does to the cost of a delivered hour, central "
        f"£{middle:,.2f}; the widest is {LABELS[first.figure].lower()}, from £{first.low:,.2f} to "
        f"£{first.high:,.2f}."
    )
    columns = (
        Column("Figure"),
        Column("Low case, £", number=True, decimals=2),
        Column("High case, £", number=True, decimals=2),
        Column("Mark"),
    )
    lines = tuple((LABELS[s.figure], s.low, s.high, s.mark or "sourced") for s in worked.swings)
    table = Table(
        f"swings-{worked.option.id}",
        f"Cost of a delivered hour, {worked.option.name}",
        columns,
        lines,
    )
    return Picture(
        name=f"tornado-{worked.option.id}",
        caption=f"Cost of a delivered hour: {worked.option.name}",
        alt=alt,
        wide=tornado(rows, middle, width=640),
        narrow=tornado(rows, middle, width=320),
        table=table,
    )


def _elsewhere(appraisal: Appraisal, worked: tuple[Worked, ...]) -> Table:
    columns = (
        Column("Use of the money"),
        Column("£ a year", number=True),
        Column("What it says it buys"),
        Column("Source"),
    )
    rows = tuple(
        (
            w.option.name,
            round(w.cost[1]),
            w.option.buys or None,
            (w.option.source or "unsourced")
            + "".join(f" ({mark.split(': ')[1]})" for mark in w.marks if "unsourced" not in mark),
        )
        for w in worked
        if w.option in appraisal.alternatives
    )
    bought = [
        f"{w.option.name.lower()} {w.for_budget:,.0f} hours"
        for w in worked
        if w.for_budget and w.per_hour
    ]
    note = ""
    if appraisal.budget and bought:
        mark = f" ({appraisal.budget.mark})" if appraisal.budget.mark else ""
        note = f"£{appraisal.budget.central:,.0f} a year{mark} buys: {', '.join(bought)}."
    caption = "The same money on other things, in their own stated figures"
    return Table("elsewhere", caption, columns, rows, note, empty="not stated")


def figures_table(appraisal: Appraisal) -> Table:
    """Return every figure of the appraisal with its range, source and mark."""
    columns = (
        Column("Of"),
        Column("Figure"),
        Column("Low", number=True, decimals=2),
        Column("Central", number=True, decimals=2),
        Column("High", number=True, decimals=2),
        Column("Source"),
        Column("Mark"),
    )
    rows = []
    for option in (*appraisal.options, *appraisal.alternatives):
        own = list(option.workforce.figures()) if option.workforce else []
        own += [option.cost_year] if option.cost_year else []
        own += [f for f in (option.set_up, option.set_up_months) if f.high]
        rows += [_figure_row(option.name, f) for f in own]
    for outcome in appraisal.outcomes:
        rows.append(_figure_row(outcome.name, outcome.incidents_month))
        if outcome.unit_cost:
            rows.append(_figure_row(outcome.name, outcome.unit_cost))
    return Table("figures", "Every figure", columns, tuple(rows), empty="none")


def _figure_row(of: str, f: Figure) -> tuple:
    name = LABELS.get(f.name, f.name.replace("_", " "))
    return (
        of,
        name,
        f.low,
        f.central,
        f.high,
        f.source or None,
        f.mark or "sourced, checked " + f.checked,
    )
