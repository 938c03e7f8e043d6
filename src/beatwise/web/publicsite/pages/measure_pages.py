"""The plan at a glance, and a page for every measure with its values, its chart and its data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from beatwise.publication.formats.document import Block, Column, Heading, Paragraph, Table
from beatwise.publication.papers.writing.paper_figures import NoFigure
from beatwise.publication.published import HOW_TO_READ
from beatwise.publication.standards import csvw
from beatwise.web.paper_figures import plan_figures, value_figures
from beatwise.web.papers.figures.office_figures import OfficeFigures
from beatwise.web.publicsite.page_frame import Site, blocks, links, page, paragraph
from beatwise.web.publicsite.pages.data_files import DataTable, data_files, data_links
from beatwise.web.publicsite.resource import Resource


KIND = "Measure"
_FACTS = (
    ("latest", "Latest"),
    ("rating", "Rating"),
    ("expected", "Expected"),
    ("baseline", "Baseline"),
    ("direction", "Direction"),
    ("source", "Source"),
)
Figures = dict[str, object]
_HEADS = ("Measure", "Latest", "Expected", "Rating", "Direction")
_COLUMNS = (
    csvw.MetadataColumn("area", "Area", "string"),
    csvw.MetadataColumn("period", "Period", "string"),
    csvw.MetadataColumn("value", "Value", "decimal"),
    csvw.MetadataColumn("words", "As printed", "string"),
)


def measure_pages(site: Site, day: dt.date) -> Iterator[Resource]:
    """Yield the plan's page, the list of measures, and each measure with its data."""
    measures, office = value_figures.measures(day), OfficeFigures(day)
    yield _plan(site, day)
    entries = [
        (f"{name}.html", str(measure["title"]), f"{measure['rating']}. {measure['latest']}")
        for name, measure in measures.items()
    ]
    body = paragraph(HOW_TO_READ) + (links(entries) or paragraph("No measure is published yet."))
    yield page(site, "measures/index.html", "Measures", body, kind="Measures")
    for name, measure in measures.items():
        yield from _measure(site, name, measure, office)


def _plan(site: Site, day: dt.date) -> Resource:
    plan = plan_figures.plan(day)
    if not plan:
        body = paragraph("No plan is published yet.")
        return page(site, "plan.html", "The police and crime plan", body, kind="Plan")
    strategies = plan["strategies"]
    assert isinstance(strategies, list)  # as plan_figures makes it
    parts: list[Block] = [
        Paragraph(
            "Each measure is rated by one published rule. Green: its target is met. Amber: within "
            "the agreed tolerance. Red: worse than that. A measure that cannot be rated says why."
        )
    ]
    for strategy in strategies:
        rows = [_row(measure) for measure in strategy["measures"]]
        if rows:
            parts.append(Heading(strategy["title"]))
            parts.append(_table(strategy["id"], strategy["title"], rows))
    words = " ".join(str(strategy["title"]) for strategy in strategies)
    return page(site, "plan.html", str(plan["title"]), blocks("plan", parts), kind="Plan",
                words=words)  # fmt: skip


def _row(measure: Figures) -> tuple[str, ...]:
    keys = ("title", "latest", "expected", "rating", "direction")
    return tuple(str(measure[key]) for key in keys)


def _table(name: str, caption: str, rows: list[tuple[str, ...]]) -> Table:
    return Table(name, caption, tuple(map(Column, _HEADS)), tuple(rows))


def _measure(site: Site, name: str, measure: Figures, office: OfficeFigures) -> Iterator[Resource]:
    title = str(measure["title"])
    values, areas = measure["values"], measure["areas"]
    assert isinstance(values, list)  # as value_figures makes them
    assert isinstance(areas, list)
    parts: list[Block] = [Paragraph(str(measure["definition"])), _in_short(measure)]
    parts += [Paragraph(str(measure["note"]))] if measure["note"] else []
    parts += _values(name, title, values, office)
    if areas:
        cells = tuple((v["area"], v["period"], v["words"]) for v in areas)
        columns = (Column("Area"), Column("Period"), Column("Value"))
        parts.append(Table("areas", f"{title}, by area", columns, cells))
    yield page(
        site,
        f"measures/{name}.html",
        title,
        blocks(title, parts) + data_links(name),
        kind=KIND,
        words=f"{title} {measure['definition']}",
    )
    yield from _data(name, measure, values, areas, site)


def _in_short(measure: Figures) -> Table:
    rows = tuple((label, str(measure[key])) for key, label in _FACTS if measure[key])
    return Table("in-short", "In short", (Column("About it"), Column("As it stands")), rows)


def _values(name: str, title: str, values: list[Figures], office: OfficeFigures) -> list[Block]:
    """Return the chart that papers print, its points as its table; without one all the values."""
    if not values:
        return [Paragraph("No value is published yet.")]
    try:
        return [office.chart(name)]
    except NoFigure:
        cells = tuple((str(v["period"]), str(v["words"])) for v in values)
        columns = (Column("Period"), Column("Value"))
        return [Table("values", f"{title}, by period", columns, cells)]


def _data(
    name: str, measure: Figures, values: list[Figures], areas: list[Figures], site: Site
) -> Iterator[Resource]:
    rows = [("whole area", v["period"], v["value"], v["words"]) for v in values]
    rows += [(v["area"], v["period"], v["value"], v["words"]) for v in areas]
    data = DataTable(
        f"measures/{name}",
        str(measure["title"]),
        _COLUMNS,
        rows,  # type: ignore[arg-type]
        about=str(measure["definition"]),
        source=str(measure["source"]),
        content={"id": name, **measure},
    )
    yield from data_files(site, data)
