"""What ``beatwise towns`` prints for a reader: tables where they fit, else a block a town."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from beatwise.cli.common_options import HERE, with_workspace
from beatwise.cli.text_layout import fits, head, hung, listed, table
from beatwise.hotspots.shortlist.reasons.number_words import percent, signed
from beatwise.hotspots.towns.between_towns import BetweenTowns, Town, TownType
from beatwise.plurals import counted
from beatwise.records.crime_types import ASB, CATEGORIES


_HEADS = ("Town", "Count", "Trend a year", "Hot\nspots", "Held", "Months\nhot", "3\npoints", "Fall")
NO_DATA = "no data"
_ROOM_FOR_NAMES = 20  # columns; longer names are wrapped
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


def show(
    between: BetweenTowns,
    console: Console | None = None,
    workspace: Path = HERE,
    *,
    everywhere: bool = False,
) -> None:
    """Print the comparison on stdout; ``workspace`` is named in the commands to type next.

    ``everywhere`` lists also the candidates on ground that was not gathered.
    """
    console = console or Console(highlight=False)
    head(console, f"{counted(len(between.towns), 'town')}, {between.train.words}")
    _at_a_glance(between, console)
    for kind in between.types:
        head(console, f"{CATEGORIES.get(kind, kind)}, {between.train.words}")
        _compared(between, kind, console)
    console.print()
    for term, meaning in _LEGEND:
        console.print(Text.assemble((f"{term}: ", "bold"), meaning))
    head(console, f"{between.hours:g} hours to share")
    console.print(Text(f"Rule: {between.rule}. Minimum {between.minimum:g} hours."))
    console.print(Text(f"Cover: {between.cover_rule}."))
    _towns_with_hours([town for town in between.towns if town.gets_hours], console)
    head(console, "Considered and not chosen")
    left = [town for town in between.towns if not town.gets_hours]
    listed(console, (f"{town.label}: {_why(town)}." for town in left))
    if not left:
        console.print("None: every candidate has a share.")
    patrols = [f"{town.label}: {patrol}" for town in between.towns for patrol in town.patrols]
    if patrols:
        head(console, "Other patrols recorded there")
        listed(console, patrols)
    head(console, "How much the rule matters: hours under other rules")
    _sensitivity(between, console)
    head(console, "What to know")
    listed(console, between.notes)
    if everywhere and between.not_gathered:
        head(console, "Not on the ground of a gathered force: missing, never zero")
        listed(console, between.not_gathered)
    head(console, "Next")
    listed(console, _next(between, workspace))


def _at_a_glance(between: BetweenTowns, console: Console) -> None:
    """Print every town on a line: its hours, its count of each type and its hot spots."""
    heads = ("Hours", *(_short(kind) for kind in between.types), "Hot spots")
    rows = [
        (f"{t.hours:g}", *(_count(t.by_type[k]) for k in between.types), str(t.places))
        for t in between.towns
    ]
    if sum(len(name) + 3 for name in heads) + _ROOM_FOR_NAMES > console.width:
        for town, cells in zip(between.towns, rows, strict=True):
            figures = ", ".join(f"{name} {cell}" for name, cell in zip(heads, cells, strict=True))
            hung(console, "-", f"{town.label}: {figures}")
        return
    layout = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    layout.add_column("Town", overflow="fold")
    for name in heads:
        layout.add_column(name, justify="right", no_wrap=True)
    for town, cells in zip(between.towns, rows, strict=True):
        layout.add_row(*map(Text, (town.label, *cells)))
    console.print(layout)


def _count(one: TownType | None) -> str:
    return NO_DATA if one is None else f"{one.count:,}"


def _short(kind: str) -> str:
    return "ASB" if kind == ASB else CATEGORIES.get(kind, kind)


def _compared(between: BetweenTowns, kind: str, console: Console) -> None:
    rows = [_row(town, town.by_type[kind]) for town in between.towns]
    if fits(_HEADS, rows, console):
        console.print(table(_HEADS, rows, console))
        return
    for town in between.towns:
        console.print(Text(town.label, style="bold"))
        console.print(Padding(Text(_block(town.by_type[kind])), (0, 0, 0, 2)))


def _row(town: Town, one: TownType | None) -> tuple[str, ...]:
    if one is None:
        return (town.label, NO_DATA, *["–"] * (len(_HEADS) - 2))
    hot = "–" if one.persistence is None else f"{one.persistence:.0%}"
    fall = one.learnable.fall
    return (
        town.label, f"{one.count:,}", _trend(one), str(one.hot_spots), percent(one.share), hot,
        percent(one.top_points), "none" if fall is None else f"{fall:.0%}",
    )  # fmt: skip


def _block(one: TownType | None) -> str:
    if one is None:
        return NO_DATA
    spots = f"{one.hot_spots} hot spot{'' if one.hot_spots == 1 else 's'} held {percent(one.share)}"
    hot = "" if one.persistence is None else f"; months hot {one.persistence:.0%}"
    fall = "none" if one.learnable.fall is None else f"{one.learnable.fall:.0%}"
    return "\n".join(
        (
            f"count {one.count:,}; trend {_trend(one)}",
            f"{spots}{hot}",
            f"3 points {percent(one.top_points)}; fall {fall}",
        )
    )


def _trend(one: TownType) -> str:
    if one.unplaced:
        return "not given"
    if one.trend is None or one.trend.low is None or one.trend.high is None:
        return "too few"
    return f"{signed(one.trend.value)}% ({signed(one.trend.low)} to {signed(one.trend.high)})"


def _towns_with_hours(towns: Sequence[Town], console: Console) -> None:
    for town in towns:
        line = (f"{town.label}: ", "bold"), f"{_why(town)}. {_cover(town)}"
        hung(console, f"{town.hours:g} h", Text.assemble(*line), width=7)


def _why(town: Town) -> str:
    return town.reason.removeprefix("not ").removeprefix("chosen: ")


def _cover(town: Town) -> str:
    count = f"{town.places} hot spot{'' if town.places == 1 else 's'}"
    if town.coverable >= town.places:
        return f"Enough for all its {count}." if town.places > 1 else "Enough for its one hot spot."
    return f"Enough for {town.coverable} of its {count} at most."


def _sensitivity(between: BetweenTowns, console: Console) -> None:
    letters = ascii_uppercase[: len(between.sensitivity)]
    order = [between.labels.index(town.label) for town in between.towns]
    rows = [
        (between.labels[i], *(f"{shared.hours[i]:g}" for shared in between.sensitivity))
        for i in order
    ]
    heads = ("Town", *letters)
    if fits(heads, rows, console):
        console.print(table(heads, rows, console))
    else:
        for label, *hours in rows:
            console.print(Text(label, style="bold"))
            each = ", ".join(f"{a} {h}" for a, h in zip(letters, hours, strict=True))
            console.print(Padding(Text(each), (0, 0, 0, 2)))
    for at, shared in enumerate(between.sensitivity):
        words = "the rule above" if at == 0 else shared.rule
        hung(console, letters[at], words)


def _next(between: BetweenTowns, workspace: Path) -> list[str]:
    first = between.towns[0]
    area = f"--area {_quoted(first.label)}"
    types = " ".join(f"--type {kind}" for kind in between.types)
    options = f"{types} --train {between.train}"
    return [
        "the places: " + with_workspace(f"beatwise find {area} {options}", workspace),
        "as pages: " + with_workspace(f"beatwise brief {area} {types} --out briefs", workspace),
    ]


def _quoted(label: str) -> str:
    return f'"{label}"' if " " in label else label
