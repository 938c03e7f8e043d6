"""What ``beatwise towns`` prints for a reader: tables where they fit, else a block a town."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from beatwise.hotspots.between_towns import BetweenTowns, Town, TownType
from beatwise.records.offences import CATEGORIES


_HEADS = ("Town", "Count", "Trend a year", "Hot\nspots", "Held", "Months\nhot", "3\npoints", "Fall")
_LEGEND = (
    ("Count", "recorded incidents in those months."),
    ("Trend", "change a year over all months gathered, with its 95% interval."),
    ("Held", "the hot spots' share of the town's incidents."),
    ("Months hot", "of those months, how many a hot spot was hot in, on average."),
    ("3 points", "the share at the three busiest map points."),
    (
        "Fall",
        "the smallest fall that a year before and after could tell in its hot spots; rough.",
    ),
)


def show(between: BetweenTowns, console: Console | None = None) -> None:
    """Print the comparison on stdout."""
    console = console or Console(highlight=False)
    for kind in between.types:
        _head(console, f"{CATEGORIES.get(kind, kind)}, {between.train.words}")
        _compared(between, kind, console)
    console.print()
    for term, meaning in _LEGEND:
        console.print(Text.assemble((f"{term}: ", "bold"), meaning))
    _head(console, f"{between.hours:g} hours to share")
    console.print(Text(f"Rule: {between.rule}. Minimum {between.minimum:g} hours."))
    console.print(Text(f"Cover: {between.cover_rule}."))
    _chosen([town for town in between.towns if town.chosen], console)
    _head(console, "Considered and not chosen")
    left = [town for town in between.towns if not town.chosen]
    _list(console, (f"{town.label}: {_why(town)}." for town in left))
    if not left:
        console.print("None: every candidate has a share.")
    patrols = [f"{town.label}: {patrol}" for town in between.towns for patrol in town.patrols]
    if patrols:
        _head(console, "Other patrols recorded there")
        _list(console, patrols)
    _head(console, "How much the rule matters: hours under other rules")
    _sensitivity(between, console)
    _head(console, "What to know")
    _list(console, between.notes)
    _head(console, "Next")
    _list(console, _next(between))


def _head(console: Console, words: str) -> None:
    console.print(Text(f"\n{words}", style="bold"))


def _list(console: Console, items: Iterable[str]) -> None:
    """Print items under each other; what does not fit on a line hangs under its own words."""
    for item in items:
        grid = Table.grid(padding=(0, 1))
        grid.add_row("-", Text(item))
        console.print(grid)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> Table:
    between = 1 if _width(heads, rows) + len(heads) <= console.width else 0
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, between, 0, 0))
    for at, name in enumerate(heads):
        table.add_column(name, justify="left" if at == 0 else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _width(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how wide a table is with one space between its columns and nothing cut."""
    widest = [max(cell_len(line) for line in head.split("\n")) for head in heads]
    for row in rows:
        widest = [max(w, cell_len(cell)) for w, cell in zip(widest, row, strict=True)]
    return sum(widest) + len(widest) - 1


def _compared(between: BetweenTowns, kind: str, console: Console) -> None:
    rows = [_row(town, town.by_type[kind]) for town in between.towns]
    if _width(_HEADS, rows) <= console.width:
        console.print(_table(_HEADS, rows, console))
        return
    for town in between.towns:
        console.print(Text(town.label, style="bold"))
        console.print(Padding(Text(_block(town.by_type[kind])), (0, 0, 0, 2)))


def _row(town: Town, one: TownType) -> tuple[str, ...]:
    hot = "–" if one.persistence is None else f"{one.persistence:.0%}"
    fall = one.learnable.fall
    return (
        town.label, f"{one.count:,}", _trend(one), str(one.hot_spots), f"{one.share:.0%}", hot,
        f"{one.top_points:.0%}", "none" if fall is None else f"{fall:.0%}",
    )  # fmt: skip


def _block(one: TownType) -> str:
    spots = f"{one.hot_spots} hot spot{'' if one.hot_spots == 1 else 's'} held {one.share:.0%}"
    hot = "" if one.persistence is None else f"; months hot {one.persistence:.0%}"
    fall = "none" if one.learnable.fall is None else f"{one.learnable.fall:.0%}"
    return "\n".join(
        (
            f"count {one.count:,}; trend {_trend(one)}",
            f"{spots}{hot}",
            f"3 points {one.top_points:.0%}; fall {fall}",
        )
    )


def _trend(one: TownType) -> str:
    if one.trend is None or one.trend.low is None or one.trend.high is None:
        return "too few"
    words = f"{one.trend.value:+z.0f}% ({one.trend.low:+z.0f} to {one.trend.high:+z.0f})"
    return words.replace("-", "−")


def _chosen(towns: Sequence[Town], console: Console) -> None:
    for town in towns:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=7, justify="right", no_wrap=True)
        grid.add_row(
            Text(f"{town.hours:g} h"),
            Text.assemble((f"{town.label}: ", "bold"), f"{_why(town)}. {_cover(town)}"),
        )
        console.print(grid)


def _why(town: Town) -> str:
    return town.reason.removeprefix("not ").removeprefix("chosen: ")


def _cover(town: Town) -> str:
    held = f"{town.places} hot spot{'' if town.places == 1 else 's'}"
    if town.coverable >= town.places:
        return f"Enough for all its {held}." if town.places > 1 else "Enough for its one hot spot."
    return f"Enough for {town.coverable} of its {held} at most."


def _sensitivity(between: BetweenTowns, console: Console) -> None:
    letters = ascii_uppercase[: len(between.sensitivity)]
    order = [between.labels.index(town.label) for town in between.towns]
    rows = [
        (between.labels[i], *(f"{shared.hours[i]:g}" for shared in between.sensitivity))
        for i in order
    ]
    heads = ("Town", *letters)
    if _width(heads, rows) <= console.width:
        console.print(_table(heads, rows, console))
    else:
        for label, *hours in rows:
            console.print(Text(label, style="bold"))
            said = ", ".join(f"{a} {h}" for a, h in zip(letters, hours, strict=True))
            console.print(Padding(Text(said), (0, 0, 0, 2)))
    for at, shared in enumerate(between.sensitivity):
        words = "the rule above" if at == 0 else shared.rule
        grid = Table.grid(padding=(0, 2))
        grid.add_row(Text(letters[at], style="bold"), Text(words))
        console.print(grid)


def _next(between: BetweenTowns) -> list[str]:
    first = between.towns[0]
    area = f"--area {_quoted(first.label)}"
    asked = f"--type {between.types[0]} --train {between.train}"
    return [
        f"the places themselves: beatwise find {area} {asked}",
        f"the same as pages: beatwise brief {area} --out briefs",
    ]


def _quoted(label: str) -> str:
    return f'"{label}"' if " " in label else label
