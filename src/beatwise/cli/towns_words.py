"""What ``beatwise towns`` prints for a reader."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from beatwise.hotspots.between_towns import BetweenTowns, TownType
from beatwise.records.offences import CATEGORIES


def show(between: BetweenTowns, console: Console | None = None) -> None:
    """Print the comparison on stdout."""
    console = console or Console(highlight=False)
    for kind in between.types:
        console.print(Text(f"\n{CATEGORIES.get(kind, kind)}", style="bold"))
        console.print(_by_type(between, kind))
    console.print(Text(f"\n{between.hours:g} hours a week, shared", style="bold"))
    console.print(Text(f"Rule: {between.rule}. Minimum {between.minimum:g} hours."))
    for town in between.towns:
        if town.chosen:
            console.print(Text(f"   {town.hours:>5g} h  {town.label}: {town.reason}"))
    console.print(Text("\nConsidered and not chosen", style="bold"))
    left = [town for town in between.towns if not town.chosen]
    for town in left:
        console.print(Text(f"   {town.label}: {town.reason}"))
    if not left:
        console.print("   None: every candidate has a share.")
    for town in between.towns:
        for patrol in town.patrols:
            console.print(Text(f"   Other patrols in {town.label}: {patrol}"))
    console.print(Text("\nHow much the rule matters (hours)", style="bold"))
    console.print(_sensitivity(between))
    console.print(Text("\nWhat to know", style="bold"))
    for note in between.notes:
        console.print(Text(f" - {note}"))


def _table(*names: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for at, name in enumerate(names):
        table.add_column(name, justify="left" if at == 0 else "right")
    return table


def _by_type(between: BetweenTowns, kind: str) -> Table:
    table = _table(
        "town", "count", "a month", "trend a year", "hot spots", "held", "hot months",
        "3 points", "learnable",
    )  # fmt: skip
    for town in between.towns:
        one = town.by_type[kind]
        hot = "none" if one.persistence is None else f"{one.persistence:.0%}"
        fall = one.learnable.fall
        table.add_row(
            town.label, f"{one.count:,}", f"{one.a_month:.1f}", _trend(one), str(one.hot_spots),
            f"{one.share:.0%}", hot, f"{one.top_points:.0%}",
            "nothing" if fall is None else f"-{fall:.0%}",
        )  # fmt: skip
    return table


def _trend(one: TownType) -> str:
    if one.trend is None or one.trend.low is None or one.trend.high is None:
        return "too few"
    return f"{one.trend.value:+.0f}% ({one.trend.low:+.0f} to {one.trend.high:+.0f})"


def _sensitivity(between: BetweenTowns) -> Table:
    order = [between.labels.index(town.label) for town in between.towns]
    table = _table("rule", *(between.labels[i].split()[0] for i in order))
    for at, shared in enumerate(between.sensitivity):
        words = "the rule above" if at == 0 else shared.rule
        table.add_row(words, *(f"{shared.hours[i]:g}" for i in order))
    return table
