"""The page of a power atlas: a map of the towns, and the smallest fall that each could tell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.clock import month_runs
from beatwise.hotspots.towns.power_atlas import AtlasCell
from beatwise.plurals import counted
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from beatwise.publication.maps.towns_map import TownMark, left_out, towns_figure
from beatwise.records.force_names import force_words


NO_DATA = "no data"
LIMITS = (
    "One town alone, months before and as many after; no comparison group, no drift between years.",
    "The truth is worse; only a design over several towns can be trusted to tell.",
    "A fall that could be told is not a fall to be expected.",
    "Hours are for whatever period you mean; three in it are the least that cover a hot spot.",
)


@dataclass(frozen=True, slots=True)
class AtlasTown:
    """A town of the atlas.

    Parameters
    ----------
    label, area_id, layer, force
        The town, and the slug of its home force; empty where none was gathered.
    easting, northing
        Its middle, in metres.
    cells
        By type, in words; empty where the town was not counted.
    no_data
        Types, in words, that the home force's files lack.
    missing
        Numbers of the months asked for that have no data, other than those left out on purpose.
    reason
        Why the town was not counted.
    """

    label: str
    area_id: str
    layer: str
    force: str
    easting: float
    northing: float
    cells: tuple[tuple[str, tuple[AtlasCell, ...]], ...] = ()
    no_data: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    reason: str = ""


def atlas_page(
    towns: Sequence[AtlasTown],
    months: str,
    footer: tuple[str, ...],
    date: dt.date,
    without: tuple[int, ...] = (),
) -> Document:
    """Return the page.

    ``months`` are those asked for, in words, ``date`` their last day, and ``without`` the numbers
    of those that were left out on purpose.
    """
    every_kind = (kind for town in towns for kind in (*dict(town.cells), *town.no_data))
    kinds = list(dict.fromkeys(every_kind))
    return Document(
        title="What foot patrols in each town could ever tell",
        subtitle=f"Counted in {months}",
        facts=(),
        blocks=(
            Paragraph(
                "The smallest fall in recorded incidents that a programme could tell from chance, "
                "by its hours and its months. A town where only a very large fall could be told is "
                "no place to learn whether patrols work.",
                lead=True,
            ),
            *(block for kind in kinds for block in _of_kind(towns, kind)),
            *_months_without(towns, without),
            Heading("What this does not show"),
            Bullets(LIMITS),
            *left_out("Towns that are not in it", [(t.label, t.reason) for t in towns if t.reason]),
        ),
        footer=footer,
        date=date,
    )


def _of_kind(towns: Sequence[AtlasTown], kind: str) -> Iterator[Block]:
    every = [(town, dict(town.cells).get(kind, ())) for town in towns]
    marks = [TownMark(town.easting, town.northing, _share(cells)) for town, cells in every]
    yield Heading(kind)
    if not any(cells for _, cells in every):
        yield Paragraph(f"{NO_DATA.capitalize()} in any town.")
        return
    caption = (
        f"{kind}: larger circles could tell a smaller fall; open circles none at all, or they were "
        "not counted, which the table and the end of the page tell apart"
    )
    yield towns_figure(f"atlas-{kind}", caption, marks, _table(kind, every))


def _months_without(towns: Sequence[AtlasTown], without: tuple[int, ...]) -> Iterator[Block]:
    """Yield which months no figure is from: nothing in them is a zero."""
    lines = [f"{_month_words(without)}: left out of every count, as asked."] if without else []
    alike = Counter((town.force, town.missing) for town in towns if town.missing)
    lines += [
        f"{force_words(force)}, {counted(number, 'town')}: no data for {_month_words(missing)}."
        for (force, missing), number in sorted(alike.items())
    ]
    if lines:
        yield Heading("Months without data")
        yield Bullets(tuple(lines))


def _month_words(months: tuple[int, ...]) -> str:
    return ", ".join(run.words for run in month_runs(months))


def _share(cells: Sequence[AtlasCell]) -> float | None:
    """Return how much of a fall need not be there, with most hours and months; None for none."""
    falls = [cell.fall for cell in cells if cell.fall is not None]
    return 1 - min(falls) if falls else None


def _table(kind: str, towns: Sequence[tuple[AtlasTown, Sequence[AtlasCell]]]) -> Table:
    first = next(cells for _, cells in towns if cells)
    lacking = [town for town, _ in towns if kind in town.no_data]
    heads = [f"{cell.hours:g} hours, {cell.months} months" for cell in first]
    rows = tuple(
        (
            town.label,
            *("none" if cell.fall is None else f"{cell.fall:.0%}" for cell in cells),
        )
        for town, cells in towns
        if cells
    ) + tuple((town.label, *(NO_DATA for _ in first)) for town in lacking)
    return Table(
        f"falls-{kind}", f"{kind}: smallest fall that could be told",
        (Column("Town"), *(Column(head) for head in heads)), rows,
    )  # fmt: skip
