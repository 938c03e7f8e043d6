"""All the files of one town, by name: brief, map and report as pages, PDFs, sheets, open data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

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


# What a name is put together from: the first that tells towns of like labels apart.
_FORMS = (("label",), ("layer", "label"), ("label", "id"), ("layer", "label", "id"))
_LONGEST, _LEAST = 80, 8  # characters of a name, and of the label in it


def packet(findings: TownFindings, name: str | None = None) -> dict[str, bytes]:
    """Return every file of a town by its name, which begins with ``name`` or else the label.

    The frozen list, which ``plan`` and ``design`` read, is written beside them.
    """
    name = name or file_name(findings.area)
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
    return "-".join(words)[:_LONGEST].strip("-") or "area"


@dataclass(frozen=True, slots=True)
class TownFileNames:
    """What the names of each town's files begin with, by layer, id and label; no two are alike."""

    names: Mapping[tuple[str, str, str], str]

    @classmethod
    def among(cls, towns: Sequence[Area]) -> TownFileNames:
        """Return the names of towns whose files lie together."""
        names = {_key(town): file_name(town.label) for town in towns}
        for alike in _alike(towns, names):
            form = _form(alike)
            names |= {_key(town): _name(town, form) for town in alike}
        for alike in _alike(towns, names):  # a longer name may be another town's short one
            names |= {_key(town): _name(town, _FORMS[-1]) for town in alike}
        every_name = set(names.values())
        for alike in _alike(towns, names):
            for town in alike[1:]:
                same = names[_key(town)]
                free = (n for n in map(f"{same}-{{}}".format, count(2)) if n not in every_name)
                names[_key(town)] = next(free)
                every_name.add(names[_key(town)])
        return cls(names)

    def of(self, town: Area) -> str:
        """Return what the names of a town's files begin with."""
        return self.names[_key(town)]


def _key(town: Area) -> tuple[str, str, str]:
    return town.layer, town.id, town.label


def _alike(towns: Sequence[Area], names: Mapping[tuple[str, str, str], str]) -> list[list[Area]]:
    """Return the towns that share a name, together."""
    by_name: dict[str, list[Area]] = {}
    for town in towns:
        by_name.setdefault(names[_key(town)], []).append(town)
    return [same for same in by_name.values() if len(same) > 1]


def _form(towns: Sequence[Area]) -> Sequence[str]:
    tells_apart = (form for form in _FORMS if len({_name(t, form) for t in towns}) == len(towns))
    return next(tells_apart, _FORMS[-1])


def _name(town: Area, form: Sequence[str]) -> str:
    """Return a town's name in a form; the label is shortened, never what tells it apart."""
    parts = {part: file_name(getattr(town, part)) for part in form}
    room = _LONGEST - sum(len(name) + 1 for part, name in parts.items() if part != "label")
    parts["label"] = parts["label"][: max(room, _LEAST)].strip("-")
    return "-".join(parts.values())


def list_file(name: str) -> str:
    """Return the name of the file of a town's frozen list."""
    return f"{name}-hot-spots.geojson"


def _sheets(findings: TownFindings, whole: Document) -> Iterator[Table]:
    """The report's tables; a sheet has room for every map point and for whole hashes."""
    longer = {f"map-points-{each.type}": tables.points(each, None) for each in findings.types}
    longer["sources"] = record_tables.sources(findings.sources, whole_hash=True)
    for table in whole.tables():
        yield longer.get(table.name, table)
