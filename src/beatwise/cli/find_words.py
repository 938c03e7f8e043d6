"""What ``beatwise find`` prints for a reader: a table, the reasons, the score, the limits."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from beatwise.clock import Month
from beatwise.hotspots.found import Found
from beatwise.hotspots.grid_baseline import ListScore
from beatwise.hotspots.out_of_time import OutOfTime
from beatwise.hotspots.reasons import what
from beatwise.records.offences import CATEGORIES


def show(found: Found, console: Console | None = None) -> None:
    """Print one area's list on stdout."""
    console = console or Console(highlight=False, soft_wrap=False)
    kinds = " and ".join(CATEGORIES.get(t, t) for t in found.types)
    console.print(Text(f"\n{found.area.label}: {kinds}", style="bold"))
    totals = "; ".join(f"{n:,} {what(t, n)}" for t, n in found.totals.items())
    console.print(f"Chosen on {found.train.asked.words}: {totals} in the area.")
    if found.hotspots:
        console.print(_table(found))
        for spot in found.hotspots:
            console.print(Text(f"{spot.rank}. {spot.name}", style="bold"))
            for reason in spot.reasons:
                console.print(Text(f"   {reason}"))
    else:
        console.print("No hot spots: see below.")
    if found.accuracy is not None and found.score is not None:
        console.print(Text(f"\nScored on {found.score.asked.words}", style="bold"))
        _scores(found.accuracy, console)
    console.print(Text("\nWhat to know", style="bold"))
    for note in found.notes:
        console.print(Text(f" - {note}"))
    console.print(f"List {found.frozen_hash[:12]}, seed {found.question.seed}.")


def _table(found: Found) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("#", justify="right")
    table.add_column("map point", overflow="fold")
    table.add_column("across", justify="right")
    for kind in found.types:
        table.add_column(_short(kind), justify="right")
        table.add_column("of all", justify="right")
    table.add_column("hot", justify="right")
    table.add_column("confidence")
    for spot in found.hotspots:
        cells = [str(spot.rank), spot.name.removeprefix("On or near "), f"{spot.across_m:.0f} m"]
        for kind in found.types:
            cells += [f"{spot.counts[kind]:,}", f"{spot.shares[kind]:.0%}"]
        table.add_row(*cells, f"{spot.hot_months} of {spot.of_months}", spot.confidence)
    return table


def _short(kind: str) -> str:
    return "ASB" if kind == "anti-social-behaviour" else CATEGORIES.get(kind, kind)


def _scores(accuracy: OutOfTime, console: Console) -> None:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name in ("", "captured", "of ground", "PAI", "PEI", "PEI*", "RRI"):
        table.add_column(name, justify="left" if name == "" else "right")
    table.add_row("this list", *_cells(accuracy.ours))
    table.add_row("fixed grid, by training counts", *_cells(accuracy.grid))
    table.add_row("same rule, by training counts", *_cells(accuracy.same_rule))
    console.print(table)
    for month in accuracy.months:
        ours, grid = _percent(month.ours), _percent(month.grid)
        console.print(f"   {Month(month.month).name}: list {ours}, fixed grid {grid}")
    gap = accuracy.against_grid
    low, high = gap.difference.low, gap.difference.high
    span = (
        "no interval" if low is None or high is None else f"{100 * low:+.0f} to {100 * high:+.0f}"
    )
    stood = f"{accuracy.origins} rolled origins" if accuracy.origins else "the scored months"
    console.print(
        f"   Against the fixed grid: {gap.verdict} (captured {100 * gap.difference.value:+.0f} "
        f"points, 95 % interval {span}, from {stood})."
    )


def _cells(score: ListScore) -> list[str]:
    return [
        _percent(score.share),
        f"{score.area_share:.1%}",
        *("not defined" if v is None else f"{v:.2f}" for v in (score.pai, score.pei)),
        *("not defined" if v is None else f"{v:.2f}" for v in (score.pei_star, score.rri)),
    ]


def _percent(value: float | None) -> str:
    return "no incidents" if value is None else f"{value:.0%}"
