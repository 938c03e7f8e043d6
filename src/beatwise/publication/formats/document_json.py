"""A document as plain JSON and back, so that what was frozen can be made again to the byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from beatwise.errors import UsageError
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Columns,
    Document,
    Figure,
    Heading,
    Inset,
    Link,
    Links,
    Paragraph,
    Table,
)


FORMAT = 1


def as_json(document: Document) -> dict[str, object]:
    """Return a document as plain JSON; raise ``UsageError`` for a tinted column, which is code."""
    return {
        "format": FORMAT,
        "title": document.title,
        "subtitle": document.subtitle,
        "facts": [list(fact) for fact in document.facts],
        "blocks": [_block(block) for block in document.blocks],
        "footer": list(document.footer),
        "date": document.date.isoformat(),
        "marks": list(document.marks),
    }


def from_json(content: Mapping[str, Any]) -> Document:
    """Return the document that ``as_json`` gave; raise ``KeyError`` for anything else."""
    return Document(
        content["title"],
        content["subtitle"],
        tuple((term, words) for term, words in content["facts"]),
        tuple(_read(block) for block in content["blocks"]),
        tuple(content["footer"]),
        dt.date.fromisoformat(content["date"]),
        tuple(content["marks"]),
    )


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(text, lead, sticky):
            return {"is": "paragraph", "text": text, "lead": lead, "sticky": sticky}
        case Bullets(items, numbered):
            return {"is": "bullets", "items": list(items), "numbered": numbered}
        case Inset(text):
            return {"is": "inset", "text": text}
        case Links(opening, items):
            links = [[link.words, link.address] for link in items]
            return {"is": "links", "opening": opening, "items": links}
        case Columns(parts):
            return {"is": "columns", "parts": [[_block(b) for b in part] for part in parts]}
        case Table():
            return {"is": "table", **_table(block)}
        case Figure():
            return {
                "is": "figure", "name": block.name, "caption": block.caption, "alt": block.alt,
                "wide": block.wide, "narrow": block.narrow, "note": block.note,
                "table": None if block.table is None else _table(block.table),
            }  # fmt: skip


def _table(table: Table) -> dict[str, object]:
    if any(column.tint for column in table.columns):
        raise UsageError("A table with tinted columns cannot be written as JSON.")
    return {
        "name": table.name,
        "caption": table.caption,
        "columns": [[c.heading, c.number, c.decimals, c.as_given] for c in table.columns],
        "rows": [list(row) for row in table.rows],
        "note": table.note,
        "empty": table.empty,
        "folded": [list(row) for row in table.folded],
        "icons": {words: list(svgs) for words, svgs in table.icons.items()},
    }


def _read(content: Mapping[str, Any]) -> Block:
    return _READERS[content["is"]](content)


def _read_table(content: Mapping[str, Any]) -> Table:
    return Table(
        content["name"],
        content["caption"],
        tuple(Column(*each) for each in content["columns"]),
        _rows(content["rows"]),
        content["note"],
        content["empty"],
        _rows(content["folded"]),
        {words: tuple(svgs) for words, svgs in content["icons"].items()},
    )


def _rows(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _read_figure(content: Mapping[str, Any]) -> Figure:
    table = content["table"]
    return Figure(
        content["name"], content["caption"], content["alt"], content["wide"], content["narrow"],
        None if table is None else _read_table(table), content["note"],
    )  # fmt: skip


def _read_links(content: Mapping[str, Any]) -> Links:
    return Links(content["opening"], tuple(Link(*each) for each in content["items"]))


def _read_columns(content: Mapping[str, Any]) -> Columns:
    return Columns(tuple(tuple(_read(block) for block in part) for part in content["parts"]))


_READERS: dict[str, Callable[[Mapping[str, Any]], Block]] = {
    "heading": lambda content: Heading(content["text"], content["level"]),
    "paragraph": lambda content: Paragraph(content["text"], content["lead"], content["sticky"]),
    "bullets": lambda content: Bullets(tuple(content["items"]), content["numbered"]),
    "inset": lambda content: Inset(content["text"]),
    "links": _read_links,
    "columns": _read_columns,
    "table": _read_table,
    "figure": _read_figure,
}
