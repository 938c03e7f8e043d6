"""What ``beatwise find`` prints for a reader: a table, the reasons, the score, the limits."""

from __future__ import annotations

from math import isfinite

from rich.console import Console
from rich.text import Text

from beatwise.cli.text_layout import fits, head, hung, listed, table
from beatwise.clock import Month
from beatwise.hotspots.shortlist.grid_baseline import ListScore
from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.hotspots.shortlist.out_of_time import OutOfTime
from beatwise.hotspots.shortlist.reasons.number_words import percent, signed
from beatwise.hotspots.shortlist.reasons.reasons import what
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.records.crime_types import CATEGORIES


_SCORE_HEADS = ("Later months", "Held", "Ground", "PAI", "PEI", "PEI*", "RRI")
_TERMS = (
    "Held: share of the later incidents. Ground: share of the area. PAI: held over ground. PEI: "
    "held over the most that so much ground could hold; PEI*: in whole places. RRI: predicted over "
    "recorded."
)


def show(shortlist: Shortlist, console: Console | None = None) -> None:
    """Print one area's list on stdout."""
    console = console or Console(highlight=False)
    kinds = " and ".join(CATEGORIES.get(t, t) for t in (*shortlist.types, *shortlist.no_data))
    head(console, f"{shortlist.area.label}: {kinds}")
    totals = "; ".join(f"{n:,} {what(t, n)}" for t, n in shortlist.totals.items())
    unknown = "".join(f"; {what(kind)}: no data" for kind in shortlist.no_data)
    console.print(Text(f"Chosen on {shortlist.train.words}: {totals} in the area{unknown}."))
    if shortlist.hotspots:
        _list(shortlist, console)
        for spot in shortlist.hotspots:
            head(console, f"{spot.rank}. {spot.name}, {spot.across_m:.0f} m across")
            listed(console, spot.reasons)
    else:
        console.print("No hot spots: see below.")
    if shortlist.accuracy is not None and shortlist.score is not None:
        head(console, f"Scored on {shortlist.score.words}")
        _scores(shortlist.accuracy, console)
    head(console, "What to know")
    listed(console, shortlist.notes)
    console.print(f"List {shortlist.frozen_hash[:12]}, seed {shortlist.question.seed}.")


def _list(shortlist: Shortlist, console: Console) -> None:
    counted = [name for kind in shortlist.types for name in (_short(kind), "of all")]
    heads = ("#", "Place", "Across", *counted, "Months\nhot", "Confidence")
    rows = [_row(spot, shortlist.types) for spot in shortlist.hotspots]
    if fits(heads, rows, console):
        console.print(table(heads, rows, console, left=(1, len(heads) - 1)))


def _row(spot: Hotspot, kinds: tuple[str, ...]) -> list[str]:
    cells = [str(spot.rank), spot.name, f"{spot.across_m:.0f} m"]
    for kind in kinds:
        cells += [f"{spot.counts[kind]:,}", percent(spot.shares[kind])]
    return [*cells, f"{spot.hot_months} of {spot.of_months}", spot.confidence]


def _short(kind: str) -> str:
    return "ASB" if kind == "anti-social-behaviour" else CATEGORIES.get(kind, kind)


def _scores(accuracy: OutOfTime, console: Console) -> None:
    rows = [
        ("This list", *_cells(accuracy.ours)),
        ("Fixed grid by counts", *_cells(accuracy.grid)),
        ("Same rule by counts", *_cells(accuracy.same_rule)),
    ]
    if fits(_SCORE_HEADS, rows, console):
        console.print(table(_SCORE_HEADS, rows, console))
    else:
        for name, *cells in rows:
            pairs = zip(_SCORE_HEADS[1:], cells, strict=True)
            hung(console, "-", f"{name}: {', '.join(f'{a} {b}' for a, b in pairs)}")
    listed(
        console,
        (
            f"{Month(month.month).name}: this list held {_percent(month.ours)}, fixed grid "
            f"{_percent(month.grid)}"
            for month in accuracy.months
        ),
    )
    listed(console, [_verdict(accuracy), _TERMS])


def _verdict(accuracy: OutOfTime) -> Text:
    gap = accuracy.against_grid
    if not isfinite(gap.difference.value):
        words = ": no three months with data in a row are followed by another."
        return Text.assemble("Against the fixed grid: ", (gap.verdict, "bold"), words)
    low, high = gap.difference.low, gap.difference.high
    span = (
        "no interval"
        if low is None or high is None
        else f"95% interval {signed(100 * low)} to {signed(100 * high)}"
    )
    stood = f"{accuracy.origins} rolled origins" if accuracy.origins else "the scored months"
    return Text.assemble(
        "Against the fixed grid: ",
        (gap.verdict, "bold"),
        f" ({signed(100 * gap.difference.value)} points held on average, {span}, from {stood}).",
        _held_back(gap.verdict, low),
    )


def _held_back(verdict: str, low: float | None) -> str:
    """Say why a list that was ahead over the rolled origins is still not called better."""
    if verdict != "no worse" or low is None or low <= 0:
        return ""
    return " This list held no more than the grid, so it is not called better."


def _cells(score: ListScore) -> list[str]:
    rates = (score.pai, score.pei, score.pei_star, score.rri)
    return [
        _percent(score.share),
        percent(score.area_share),
        *("–" if rate is None else f"{rate:.2f}" for rate in rates),
    ]


def _percent(value: float | None) -> str:
    return "none recorded" if value is None else percent(value)
