"""The options appraisal as a document: one page to compare, then the working."""

from __future__ import annotations

import datetime as dt

from beatwise.planning.options.appraisal import Appraisal, OptionResult
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
from beatwise.publication.plans.options_tables import (
    LABELS,
    break_even_table,
    elsewhere,
    figures_table,
    qualities,
    side_by_side,
)


FUND_NOTE = (
    "National hot spot money divided by hours comes to £73 to £110; that includes management "
    "and is "
    "context, never used here as a price."
)


def comparison(appraisal: Appraisal, worked: tuple[OptionResult, ...], date: dt.date) -> Document:
    """Return the one-page comparison."""
    options = [w for w in worked if w.option in appraisal.options]
    return Document(
        title=f"Options compared: {appraisal.name}",
        subtitle=f"{appraisal.area} · prices of {appraisal.price_year}",
        facts=(),
        blocks=(
            Paragraph(_lead(appraisal, options)),
            side_by_side(options),
            break_even_table(appraisal, worked, short=True),
            Paragraph(_unsourced(options)),
        ),
        footer=("Outcomes of different kinds are not put in one ranking. " + FUND_NOTE,),
        date=date,
    )


def report(appraisal: Appraisal, worked: tuple[OptionResult, ...], date: dt.date) -> Document:
    """Return the whole appraisal."""
    options = [w for w in worked if w.option in appraisal.options]
    patrols = [w for w in options if w.swings]
    blocks: list[Block] = [
        Inset(
            "A draft for decision: figures marked unsourced or not checked stand on nobody's word."
        ),
        Paragraph(_lead(appraisal, options), lead=True),
        Heading("The options side by side"),
        side_by_side(options),
        qualities(options),
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
        break_even_table(appraisal, worked, short=False),
        Heading("What moves the cost of a delivered hour"),
    ]
    blocks += [_tornado(w) for w in patrols]
    blocks += [
        Heading("The same money elsewhere"),
        elsewhere(appraisal, worked),
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


def _wanted(options: list[OptionResult]) -> float:
    return max((w.hours for w in options), default=0.0)


def _lead(appraisal: Appraisal, options: list[OptionResult]) -> str:
    full = [w for w in options if w.per_hour and w.hours >= _wanted(options) > 0]
    low = min(full, key=lambda w: w.cost.central)
    high = max(full, key=lambda w: w.cost.central)
    return (
        f"For {_wanted(options):,.0f} delivered hours a year the central cost runs from "
        f"£{low.cost.central:,.0f} ({low.option.name.lower()}) to £{high.cost.central:,.0f} "
        f"({high.option.name.lower()}); the ranges overlap, so cost alone does not choose."
    )


def _unsourced(options: list[OptionResult]) -> str:
    count = sum(mark.endswith("unsourced") for w in options for mark in w.marks)
    unchecked = sum(mark.endswith("not checked") for w in options for mark in w.marks)
    return (
        f"{count} figures behind these costs have no source and {unchecked} a source nobody "
        "checked; "
        "the full appraisal marks each."
    )


def _tornado(worked: OptionResult) -> Picture:
    middle = worked.per_hour.central if worked.per_hour else 0.0
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
