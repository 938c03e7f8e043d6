"""The first page of a folder of briefs: a map of the towns, and where each brief is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.plurals import counted
from beatwise.publication.formats.document import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Link,
    Links,
    Paragraph,
    Table,
)
from beatwise.publication.maps.towns_map import TownMark, left_out, towns_figure


@dataclass(frozen=True, slots=True)
class IndexedTown:
    """A town of the index.

    Parameters
    ----------
    label, force
        The town, and its home force in words; empty where none was gathered.
    easting, northing
        Its middle, in metres.
    page
        The file of its brief; empty where there is none.
    recorded
        Incidents of each type asked for in the months of choosing; empty without a brief.
    reason
        Why there is no brief.
    """

    label: str
    force: str
    easting: float
    northing: float
    page: str = ""
    recorded: tuple[tuple[str, int], ...] = ()
    reason: str = ""


def town_index(
    towns: Sequence[IndexedTown], kinds: str, footer: tuple[str, ...], date: dt.date
) -> Document:
    """Return the page; ``kinds`` are the types in words, ``date`` the last day of the records."""
    with_brief = [town for town in towns if town.page]
    return Document(
        title=f"Where to patrol in {counted(len(with_brief), 'town')}",
        subtitle=kinds,
        facts=(),
        blocks=(
            Paragraph(
                "Each town was looked at by itself. The order here is that of names: a town with "
                "more recorded incidents is not a worse town, for towns differ in people, shops "
                "and what is reported.",
                lead=True,
            ),
            *_maps(towns),
            *_by_force(with_brief),
            *left_out("Towns without a brief", [(t.label, t.reason) for t in towns if not t.page]),
        ),
        footer=footer,
        date=date,
    )


def _maps(towns: Sequence[IndexedTown]) -> Iterator[Figure]:
    """Draw each type apart: incidents of anti-social behaviour and crimes are never added."""
    for kind in dict.fromkeys(kind for town in towns for kind, _ in town.recorded):
        counts = [dict(town.recorded).get(kind) for town in towns]
        most = max((count for count in counts if count), default=1)
        marks = [
            TownMark(town.easting, town.northing, None if count is None else count / most)
            for town, count in zip(towns, counts, strict=True)
        ]
        caption = f"{kind}: towns by recorded incidents; open circles have no brief or no data"
        yield towns_figure(f"towns-{kind}", caption, marks, _table(towns, kind))


def _table(towns: Sequence[IndexedTown], kind: str) -> Table:
    columns = (Column("Town"), Column("Force"), Column("Recorded incidents", number=True))
    rows = tuple((town.label, town.force, dict(town.recorded).get(kind)) for town in towns)
    return Table(f"counts-{kind}", f"{kind} in the months of choosing", columns, rows)


def _by_force(towns: Sequence[IndexedTown]) -> Iterator[Block]:
    for force in sorted({town.force for town in towns}):
        mine = tuple(Link(town.label, town.page) for town in towns if town.force == force)
        yield Heading(force)
        yield Links("", mine)
