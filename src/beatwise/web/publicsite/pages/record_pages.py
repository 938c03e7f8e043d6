"""Published decisions, and every other register that publishes records, as pages and as data."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.registers.register_definition import Definition
from beatwise.publication.formats.document import Column, Table
from beatwise.publication.standards import csvw
from beatwise.web.publicsite.page_frame import Site, blocks, links, page, paragraph
from beatwise.web.publicsite.pages.data_files import DataTable, data_files, data_links
from beatwise.web.publicsite.resource import Resource
from beatwise.web.registers.models import Record
from beatwise.web.registers.published import public_list
from beatwise.web.registers.shapes import shown_values


DECISIONS = "decisions"


def record_pages(site: Site) -> Iterator[Resource]:
    """Yield the decisions, a page each, and a page and files for every register that publishes."""
    entries: list[tuple[str, str, str]] = []
    for register in public_list.registers(public_list.ANYBODY):
        rows, slug = public_list.given_out(register), register.slug
        if slug == DECISIONS:
            yield from _decisions(site, register, rows)
        elif rows:
            entries.append((f"{slug}.html", register.title, f"{len(rows)} published"))
            yield _register(site, register, rows)
        if rows:
            yield from _files(site, register, rows)
    body = links(entries) or paragraph("No register publishes anything yet.")
    yield page(site, "registers/index.html", "Registers", body, kind="Registers")


def _decisions(site: Site, register: Definition, rows: list[Record]) -> Iterator[Resource]:
    entries = [(f"{row.number}.html", f"{row.number}. {_heading(register, row)}",
                register.state(row.state).title) for row in reversed(rows)]  # fmt: skip
    body = links(entries) or paragraph("No decision is published yet.")
    yield page(site, "decisions/index.html", "Decisions", body, kind="Decisions")
    for row in rows:
        cells = _cells(register, row)
        table = Table("decision", f"Decision {row.number}", (Column("What"), Column("Words")),
                      tuple(cells.items()))  # fmt: skip
        title = f"Decision {row.number}: {_heading(register, row)}"
        yield page(
            site,
            f"decisions/{row.number}.html",
            title,
            blocks(title, [table]),
            kind="Decision",
            words=" ".join([title, *cells.values()]),
            modified=f"{row.changed:%Y-%m-%d}",
        )


def _register(site: Site, register: Definition, rows: list[Record]) -> Resource:
    cells = [_cells(register, row) for row in rows]
    heads = list(cells[0])
    table = Table(
        register.slug,
        register.title,
        tuple(map(Column, heads)),
        tuple(tuple(row[head] for head in heads) for row in cells),
    )
    slug = register.slug
    body = paragraph(register.about) + blocks(register.title, [table])
    body += data_links(slug)
    words = " ".join([register.title, *(value for row in cells for value in row.values())])
    return page(site, f"registers/{slug}.html", register.title, body, kind="Register", words=words)


def _files(site: Site, register: Definition, rows: list[Record]) -> Iterator[Resource]:
    cells = [_cells(register, row) for row in rows]
    columns = [csvw.MetadataColumn(csvw.column_name(head), head, "string") for head in cells[0]]
    data = DataTable(
        f"registers/{register.slug}",
        register.title,
        columns,
        [tuple(row.values()) for row in cells],
        about=register.about,
    )
    yield from data_files(site, data)


def _cells(register: Definition, row: Record) -> dict[str, str]:
    """Return a record in words: its number and state, then its public fields by label."""
    cells = {"Number": str(row.number), "State": register.state(row.state).title}
    for field in public_list.fields(register):
        cells[field.label] = shown_values.words(field, row.values.get(field.name), {})
    return cells


def _heading(register: Definition, row: Record) -> str:
    field = register.by_name[register.heading]
    return shown_values.words(field, row.values.get(field.name), {})
