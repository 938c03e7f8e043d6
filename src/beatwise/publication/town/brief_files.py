"""All the files of one town, by name: brief, map and report as pages, PDFs, sheets, open data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from beatwise.places.areas import Area
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


# The first that tells towns of like labels apart; the last is for those that none does.
_FORMS = (
    "{0.layer} {0.label}",
    "{0.label} {0.id}",
    "{0.layer} {0.label} {0.id}",
)


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


@dataclass(frozen=True, slots=True)
class TownFileNames:
    """Names by label; ``forms`` says what else is in it where labels give the same name."""

    forms: Mapping[str, str]

    @classmethod
    def among(cls, towns: Sequence[Area]) -> TownFileNames:
        """Return the rule for towns whose files lie together."""
        alike: dict[str, list[Area]] = {}
        for town in towns:
            alike.setdefault(file_name(town.label), []).append(town)
        return cls({name: _form(same) for name, same in alike.items() if len(same) > 1})

    def of(self, town: Area) -> str:
        """Return what the names of a town's files begin with."""
        plain = file_name(town.label)
        form = self.forms.get(plain)
        return plain if form is None else file_name(form.format(town))


def list_file(name: str) -> str:
    """Return the name of the file of a town's frozen list."""
    return f"{name}-hot-spots.geojson"


def _form(towns: Sequence[Area]) -> str:
    tells_apart = (
        form for form in _FORMS if len({file_name(form.format(t)) for t in towns}) == len(towns)
    )
    return next(tells_apart, _FORMS[-1])


def _sheets(findings: TownFindings, whole: Document) -> Iterator[Table]:
    """The report's tables; a sheet has room for every map point and for whole hashes."""
    longer = {f"map-points-{each.type}": tables.points(each, None) for each in findings.types}
    longer["sources"] = record_tables.sources(findings.sources, whole_hash=True)
    for table in whole.tables():
        yield longer.get(table.name, table)
