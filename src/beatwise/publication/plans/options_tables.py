"""The tables of an options appraisal: cost, qualities, break-even, and every figure."""

from __future__ import annotations

import math

from beatwise.planning.options.appraisal import Appraisal, BreakEven, OptionResult, break_evens
from beatwise.planning.options.figure import Cases, Figure
from beatwise.publication.formats.document import Column, Table


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


def side_by_side(options: list[OptionResult]) -> Table:
    """Return hours and cost of each option, a row an option."""
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


def qualities(options: list[OptionResult]) -> Table:
    """Return what each option can do, with its risks and source."""
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


def break_even_table(
    appraisal: Appraisal, worked: tuple[OptionResult, ...], *, short: bool
) -> Table:
    """Return each option's break-even in each outcome; ``short`` leaves the verdict out."""
    names = {w.option.id: w.option.name for w in worked}
    own_options = {w.option.id for w in worked if w.option in appraisal.options}
    evens = [b for b in break_evens(appraisal, worked) if b.option in own_options]
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
    with_figures = [b for b in evens if b.incidents]
    rows = [_even_row(b, names, short) for b in with_figures]
    for outcome in appraisal.outcomes:
        unsaid = [b for b in evens if b.outcome == outcome.name and not b.incidents]
        if unsaid:
            rows.append(_even_row(unsaid[0], {unsaid[0].option: "Every option"}, short))
    caption = "Incidents a month to prevent to pay for itself, beside what could be detected"
    marks = {o.name: o.unit_cost.mark for o in appraisal.outcomes if o.unit_cost}
    note = "; ".join(f"unit cost of {name}: {mark}" for name, mark in marks.items() if mark)
    return Table("break-even", caption, columns, tuple(rows), note, empty="cannot be said")


def _even_span(incidents: Cases) -> str:
    """Return a range in words; a unit cost that may be nothing gives it no upper end."""
    low = f"{incidents.low:,.0f}"
    return f"{low} to {incidents.high:,.0f}" if math.isfinite(incidents.high) else f"{low} or more"


def _even_row(one: BreakEven, names: dict[str, str], short: bool) -> tuple:
    span = _even_span(one.incidents) if one.incidents else None
    row = (
        names[one.option],
        one.outcome,
        one.incidents.central if one.incidents else None,
        span,
        100 * one.share if one.share is not None else None,
        one.detectable,
    )
    return row if short else (*row, one.words)


def elsewhere(appraisal: Appraisal, worked: tuple[OptionResult, ...]) -> Table:
    """Return what the same money buys in other things."""
    columns = (
        Column("Use of the money"),
        Column("£ a year", number=True),
        Column("What it says it buys"),
        Column("Source"),
    )
    rows = tuple(
        (
            w.option.name,
            round(w.cost.central),
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
