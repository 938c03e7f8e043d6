"""All the files of one town, by name: brief, map and report as pages, PDFs, sheets, open data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from beatwise.publication.findings import TownFindings
from beatwise.publication.formats.document import Document, Table
from beatwise.publication.formats.html import page
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.pdf import compile_pdf
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.town import opendata, record_tables, tables
from beatwise.publication.town.brief import brief, one_page_pdf, town_maps
from beatwise.publication.town.interactive_page import interactive_page
from beatwise.publication.town.report import report


def packet(findings: TownFindings, name: str | None = None) -> dict[str, bytes]:
    """Return every file of a town by its name, which begins with ``name`` or else the label.

    The frozen list, which ``plan`` and ``design`` read, is written beside them.
    """
    name = file_name(name or findings.area)
    whole = report(findings)
    maps = town_maps(findings)
    short = brief(findings, maps=maps)
    return {
        f"{name}-brief.html": page(short, contents=False, kind="brief").encode(),
        f"{name}-brief.pdf": one_page_pdf(findings, maps),
        f"{name}-map.html": interactive_page(findings, f"{name}-report.html").encode(),
        f"{name}-report.html": page(whole).encode(),
        f"{name}-report.pdf": compile_pdf(whole),
        f"{name}-report.ods": ods(workbook(whole, tuple(_sheets(findings, whole)))),
        f"{name}-open-data.geojson": opendata.geojson(findings).encode(),
    }


def file_name(label: str) -> str:
    """Return a label as a file name that every system takes: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:80].strip("-") or "area"


def _sheets(findings: TownFindings, whole: Document) -> Iterator[Table]:
    """The report's tables; a sheet has room for every map point and for whole hashes."""
    longer = {f"map-points-{each.type}": tables.points(each, None) for each in findings.types}
    longer["sources"] = record_tables.sources(findings.sources, whole_hash=True)
    for table in whole.tables():
        yield longer.get(table.name, table)
