"""Patrol programmes: where, when, hours, what happened, and how sure one can be.

Visits by hot spot and week pass the disclosure gate and are at least four weeks old; where and
when patrols will go is never published.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from beatwise.accountability.plan.change_control import in_words
from beatwise.plurals import counted
from beatwise.publication.charts import palette
from beatwise.publication.formats.document import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Inset,
    Paragraph,
    Table,
)
from beatwise.publication.published import CONFIDENTIAL, Published
from beatwise.publication.standards.csvw import MetadataColumn, column_name
from beatwise.web.patrols.live.public_figures import DELAY, PublicWeeks, measured, public_weeks
from beatwise.web.patrols.live.spot_map import MarkedSpot, ring, spot_picture
from beatwise.web.patrols.models import HotSpot, Programme
from beatwise.web.publicsite.page_frame import Site, blocks, links, page, paragraph
from beatwise.web.publicsite.pages.data_files import DataTable, data_files, data_links
from beatwise.web.publicsite.resource import Resource


KIND = "Patrols"
HOW_SURE = (
    "Visits show what was delivered. Whether incidents changed because of the patrols is known "
    "only from a comparison whose rules were locked before the first patrol; until that is "
    "published, a change in recorded incidents beside patrols is no effect of patrols."
)


def patrol_pages(site: Site, day: dt.date) -> Iterator[Resource]:
    """Yield the list of programmes, each programme, and its published visits as CSV."""
    rows = list(Programme.objects.order_by("name"))
    entries = [(f"{row.pk}.html", row.name, _span(row)) for row in rows]
    body = links(entries) or paragraph("No patrol programme is published yet.")
    yield page(site, "patrols/index.html", "Patrol programmes", body, kind=KIND)
    for row in rows:
        weeks = public_weeks(row, day)
        yield _programme(site, row, weeks, day)
        if weeks.weeks:
            yield from data_files(site, _data(row, weeks))
            places = json.dumps(_places(weeks), ensure_ascii=False, indent=1) + "\n"
            yield Resource(f"patrols/{row.pk}.geojson", "application/geo+json", places.encode())


def _programme(site: Site, row: Programme, weeks: PublicWeeks, day: dt.date) -> Resource:
    parts: list[Block] = [
        Heading("Where"),
        *_where(row, weeks),
        Heading("When"),
        Paragraph(f"{_span(row)} Walked by {row.provider}."),
        Heading("Hours"),
        *_hours(row, day),
        Heading("What happened"),
        Paragraph(
            "Visits on foot of at least three minutes. Weeks appear when they ended at least "
            f"{DELAY.days // 7} weeks ago. Counts of 1 to 4, and what could show one, are hidden "
            f"and marked {CONFIDENTIAL}; other counts are rounded to fives."
        ),
        *_visits(weeks),
        Heading("How sure"),
        *_how_sure(row),
    ]
    files = _links(row) if weeks.weeks else ""
    body = blocks(row.name, parts) + files
    title = f"Patrols: {row.name}"
    words = " ".join([title, row.provider, *(name for name, _ in weeks.rows)])
    return page(site, f"patrols/{row.pk}.html", title, body, kind=KIND, words=words)


def _links(row: Programme) -> str:
    return data_links(str(row.pk)) + links([(f"{row.pk}.geojson", "Hot spots as GeoJSON", "")])


def _where(row: Programme, weeks: PublicWeeks) -> list[Block]:
    """Return a map of each beat's hot spots, whose numbers its table names."""
    if not weeks.spots:
        return [Paragraph("Hot spots appear with the first published week.")]
    numbered = enumerate(weeks.spots, start=1)
    beats = groupby(numbered, key=lambda each: each[1].beat)  # spots come in the order of beats
    return [_map(beat, at, list(spots)) for at, (beat, spots) in enumerate(beats, start=1)]


def _map(beat: str, at: int, spots: Sequence[tuple[int, HotSpot]]) -> Figure:
    marked = [MarkedSpot(spot, palette.ORANGE, beat) for _, spot in spots]
    columns = (Column("Number", number=True), Column("Hot spot"))
    cells = tuple((number, spot.title) for number, spot in spots)
    caption = f"Hot spots in {beat}"
    wide, narrow = (spot_picture(marked, width=width, first=spots[0][0]) for width in (640, 290))
    count = counted(len(marked), "hot spot")
    alt = f"Map of {beat} with {count} by number, as the table names them; north is up."
    return Figure(
        f"map-{at}", caption, alt, wide, narrow, Table(f"spots-{at}", caption, columns, cells)
    )


def _hours(row: Programme, day: dt.date) -> list[Block]:
    """Return the hours of the newest measurement whose last day is past the delay."""
    latest = measured(row, day)
    if latest is None:
        return [Paragraph("Hours are published when they have been measured.")]
    figures = latest.figures
    hours, planned = figures.get("patrol_hours"), figures.get("planned_hours")
    if not isinstance(hours, int | float):
        return [Paragraph("Hours are published when they have been measured.")]
    words = f"{hours:,.0f} hours were walked from {in_words(latest.first)} to "
    words += in_words(latest.last)
    if isinstance(planned, int | float):
        words += f", of {planned:,.0f} planned"
    return [Paragraph(f"{words}.")]


def _how_sure(row: Programme) -> list[Block]:
    """Return what the evaluation under a locked protocol found, with its marks, if there is one."""
    result = row.evaluations.first()
    if result is None:
        return [Inset(HOW_SURE)]
    locked = f"The rules of the comparison were locked on {in_words(result.locked)}"
    return [
        Inset(result.figures["sentence"]),
        *(Paragraph(mark) for mark in result.figures["marks"]),
        Paragraph(f"{locked}; the hash of what was locked is {result.lock}."),
    ]


def _visits(weeks: PublicWeeks) -> list[Block]:
    if not weeks.weeks:
        return [Paragraph("No week is old enough yet.")]
    heads, *rows = _cells(weeks)
    columns = (Column(str(heads[0])), *(Column(str(head), number=True) for head in heads[1:]))
    cells: tuple[tuple[Cell, ...], ...] = tuple(tuple(row) for row in rows)
    return [Table("visits", "Visits by hot spot, week beginning", columns, cells)]


def _cells(weeks: PublicWeeks) -> list[list[Cell]]:
    heads: list[Cell] = ["Hot spot", *(week.isoformat() for week in weeks.weeks)]
    return [heads, *([name, *map(_cell, values)] for name, values in weeks.rows)]


def _data(row: Programme, weeks: PublicWeeks) -> DataTable:
    heads, *rows = _cells(weeks)
    columns = [
        MetadataColumn("hot_spot", "Hot spot", "string"),
        # A hidden count is written [c], so that a column is text to a reader of the metadata.
        *(MetadataColumn(column_name(f"week {head}"), str(head), "string") for head in heads[1:]),
    ]
    about = f"Visits on foot by hot spot and week, by the first day of the week. {HOW_SURE}"
    return DataTable(f"patrols/{row.pk}", f"Visits of {row.name}", columns, rows, about=about)


def _places(weeks: PublicWeeks) -> dict[str, object]:
    """Return the hot spots as GeoJSON, in degrees of WGS84."""
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(ring(spot)),
            "properties": {"number": number, "hot_spot": spot.title, "beat": spot.beat},
        }
        for number, spot in enumerate(weeks.spots, start=1)
    ]
    return {"type": "FeatureCollection", "features": features}


def _geometry(corners: Sequence[Sequence[float]]) -> dict[str, object]:
    """Return a closed ring, counter-clockwise as RFC 7946 wants it, or the one point there is."""
    if len(corners) < 3:
        return {"type": "Point", "coordinates": list(corners[0])}
    closed = [list(corner) for corner in corners]
    closed += [] if closed[0] == closed[-1] else [closed[0]]
    twice_the_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))
    return {"type": "Polygon", "coordinates": [closed if twice_the_area > 0 else closed[::-1]]}


def _cell(value: Published) -> Cell:
    number = value.observation.value
    return CONFIDENTIAL if value.hidden or number is None else int(number)


def _span(row: Programme) -> str:
    return f"From {in_words(row.first)} to {in_words(row.last)}."
