"""A document as one HTML page that asks nothing of the network.

The page carries a strict content policy: no script, no font, no image from elsewhere, and the one
style sheet by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib import resources

from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Columns,
    Document,
    Figure,
    Heading,
    Inset,
    Links,
    Numbers,
    Paragraph,
    Table,
    cell_text,
)


def content_policy() -> str:
    """Return the content policy of every page here, as a server says it in a header.

    Only a header can say that nobody may frame the page: in a page a browser ignores it.
    """
    return f"{_policy(_style())}; frame-ancestors 'none'"


def page(document: Document, *, contents: bool = True, kind: str = "report") -> str:
    """Return the whole page; ``contents`` adds a list of its sections after the title."""
    style = _style()
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{kind}">\n<a class="skip" href="#main">Skip to main content</a>\n'
        f"<header>{_title(document)}</header>\n"
        f'<main id="main">\n{_contents(document) if contents else ""}{body(document)}</main>\n'
        f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in document.footer)}</footer>\n"
        "</body>\n</html>\n"
    )


def body(document: Document) -> str:
    """Return what a document says, without its title and its frame, for a page of a site."""
    numbers = Numbers.of(document)
    return "".join(_block(block, numbers) for block in document.blocks)


def _style() -> str:
    return resources.files("beatwise.publication").joinpath("page.css").read_text("utf-8")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _title(document: Document) -> str:
    facts = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(value)}</dd></div>"
        for term, value in document.facts
    )
    marks = "".join(f'<p class="inset">{escape(mark)}</p>' for mark in document.marks)
    return (
        f"{marks}<h1>{escape(document.title)}</h1>"
        f'<p class="subtitle">{escape(document.subtitle)}</p>'
        + (f"<dl>{facts}</dl>" if facts else "")
    )


def _contents(document: Document) -> str:
    items = "".join(
        f'<li><a href="#{anchor(block.text)}">{escape(block.text)}</a></li>'
        for block in document.blocks
        if isinstance(block, Heading) and block.level == 2
    )
    return f'<nav aria-label="Contents"><h2>Contents</h2><ol>{items}</ol></nav>\n'


def anchor(text: str) -> str:
    """Return a heading's id: its letters and digits, joined by hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _block(block: Block, numbers: Numbers) -> str:
    match block:
        case Heading(text, level):
            identifier = f' id="{anchor(text)}"' if level == 2 else ""
            return f"<h{level}{identifier}>{escape(text)}</h{level}>\n"
        case Paragraph(text, lead):
            return f"<p{' class=lead' if lead else ''}>{escape(text)}</p>\n"
        case Bullets(items, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>\n"
        case Inset(text):
            return f'<p class="inset">{escape(text)}</p>\n'
        case Links(opening, items):
            links = ", ".join(
                f'<a href="{escape(link.address)}" rel="noreferrer">{escape(link.words)}</a>'
                for link in items
            )
            return f'<p class="links">{escape(opening)} {links}.</p>\n'
        case Columns(parts):
            inner = "".join(
                f"<div>{''.join(_block(b, numbers) for b in part)}</div>" for part in parts
            )
            return f'<div class="columns">{inner}</div>\n'
        case Figure():
            return _figure(block, numbers)
        case Table():
            return _table(block, numbers)


def _figure(figure: Figure, numbers: Numbers) -> str:
    note = f'<p class="note">{escape(figure.note)}</p>' if figure.note else ""
    behind = ""
    if figure.table is not None:
        words = escape(f"Show the numbers (table {numbers.tables[figure.table.name]})")
        table = _table(figure.table, numbers)
        behind = f"<details><summary>{words}</summary>{table}</details>"
    return (
        f"<figure><figcaption>{escape(numbers.figure(figure))}</figcaption>"
        f'<div class="wide">{_picture(figure.wide, figure.alt)}</div>'
        f'<div class="narrow">{_picture(figure.narrow, figure.alt)}</div>'
        f"{note}{behind}</figure>\n"
    )


def _picture(svg: str, alt: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)


def _table(table: Table, numbers: Numbers) -> str:
    caption = numbers.table(table)
    if not table.rows:
        return f'<p class="note">{escape(caption)}: nothing to list.</p>\n'
    heads = "".join(
        f'<th scope="col"{_class(column)}>{escape(column.heading)}</th>' for column in table.columns
    )
    rows = "".join(_row(table, row) for row in table.printed)
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption><span>{escape(caption)}</span></caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{note}\n"
    )


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    cells = []
    for i, (value, column) in enumerate(zip(row, table.columns, strict=True)):
        words = escape(cell_text(value, column, table.empty))
        tag = 'th scope="row"' if i == 0 else "td"
        icons = "".join(table.icons.get(value, ())) if isinstance(value, str) else ""
        cells.append(f"<{tag}{_class(column, value)}>{icons}{words}</{tag.split()[0]}>")
    return f"<tr>{''.join(cells)}</tr>"


def _class(column: Column, value: Cell = "") -> str:
    """Return a cell's class: what is missing stands where the column's values do."""
    names = ["missing"] * (value is None) + ["number"] * column.number
    return f' class="{" ".join(names)}"' if names else ""
