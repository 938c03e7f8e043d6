"""A document as a tagged PDF, through typst.

Typst refuses a figure without words for it. The standards asked for are PDF/UA-1 and PDF/A-2a; what
comes out is *checked* in our tests, and no more is said of it than that. Bytes follow from the
document and the installed fonts alone: no clock, no random identifier.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from beatwise.publication.formats import column_widths
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Cell,
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
    flat,
)
from beatwise.publication.formats.row_headers import mark_row_headers


if TYPE_CHECKING:
    import typst


SHORT_TABLE = 12
WHOLE_MM = 130  # a table up to this height is not divided where rows are kept whole
WIDE_PX = 640.0
_ROWS_WHOLE = "\n#set table.cell(breakable: false)"
_CONTENTS = """#heading(level: 2, outlined: false, "Contents")
#outline(title: none, target: heading.where(level: 2, outlined: true))"""
STANDARDS: list[Any] = ["ua-1", "a-2a"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes of a printed document, in points and millimetres.

    ``contents`` prints a list of the sections with their pages; with ``rows_whole`` no row of a
    table goes over to the next page.
    """

    text_pt: float = 10.5
    table_pt: float = 8.5
    margin_mm: float = 18
    picture_mm: float = 150
    narrow_pictures: bool = False
    numbers_at_end: bool = True
    page_numbers: bool = True
    space_pt: float = 9
    contents: bool = False
    rows_whole: bool = False


def compile_pdf(document: Document, layout: Layout | None = None) -> bytes:
    """Return the document as PDF bytes."""
    import typst

    files: Any = dict(_files(document, layout or Layout()))
    pdf: bytes = typst.compile(files, pdf_standards=STANDARDS, timestamp=0, font_paths=_fonts())
    return mark_row_headers(pdf)


@functools.cache
def _fonts() -> typst.Fonts:
    """Look for the machine's fonts once."""
    import typst

    return typst.Fonts()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _files(document: Document, layout: Layout) -> dict[str, bytes]:
    files = {"main": source(document, layout).encode()}
    for figure in (b for b in flat(document.blocks) if isinstance(b, Figure)):
        picture = figure.narrow if layout.narrow_pictures else figure.wide
        files[f"{figure.name}.svg"] = picture.encode()
    for table in document.tables():
        for svg in (svg for icons in table.icons.values() for svg in icons):
            files[_icon_name(svg)] = svg.encode()
    return files


def _icon_name(svg: str) -> str:
    return f"icon-{hashlib.sha256(svg.encode()).hexdigest()[:16]}.svg"


def source(document: Document, layout: Layout) -> str:
    """Return the typst source of a document."""
    write = functools.partial(_block, layout=layout, numbers=Numbers.of(document))
    parts = [_preamble(document, layout), _title(document)]
    if layout.contents:
        parts.append(_CONTENTS)
    parts += [write(block) for block in document.blocks]
    if layout.numbers_at_end:
        parts.append(_annex(document, write))
    parts.append("#line(length: 100%, stroke: 0.5pt + gray)")
    parts.append(f"#text(size: 0.85em, fill: quiet)[{_paragraphs(document.footer)}]")
    return "\n".join(parts) + "\n"


def text(words: str) -> str:
    """Return words as a typst string, safe whatever they hold."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _preamble(document: Document, layout: Layout) -> str:
    day = document.date
    footer = (
        "none"
        if not layout.page_numbers
        else (
            "context align(center, text(size: 8.5pt, fill: quiet)"
            "[Page #counter(page).display() of #counter(page).final().first()])"
        )
    )
    return f"""#let quiet = rgb("#505a5f")
#set document(title: {text(document.title)}, description: {text(document.subtitle)},
  author: "Beatwise", date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))
#set page(paper: "a4", margin: {layout.margin_mm}mm, header: {_header(document)},
  footer: {footer})
#set text(font: ("Arial", "Liberation Sans", "Helvetica"), size: {layout.text_pt}pt,
  lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.55em, spacing: {layout.space_pt}pt)
#set block(spacing: {layout.space_pt}pt)
#set list(spacing: 0.6em)
#set enum(spacing: 0.6em)
#set table(stroke: none, inset: (x: 3pt, y: 3pt), column-gutter: 4pt)
#show figure.where(kind: table): set block(breakable: true)
#show figure: it => align(left, it)
#show figure: set block(spacing: 12pt)
#show figure.caption: it => block(sticky: true, align(left,
  text(weight: "bold", size: 0.95em, it.body)))
#set figure.caption(position: top)
#show heading.where(level: 1): set text(size: 1.9em)
#show heading.where(level: 2): set text(size: 1.35em)
#show heading.where(level: 3): set text(size: 1.1em)
#show heading.where(level: 4): set text(size: 1em)
#show heading: set block(above: 1.1em, below: 0.6em)
#set line(stroke: 0.5pt){_ROWS_WHOLE if layout.rows_whole else ""}"""


def _header(document: Document) -> str:
    """Return what stands above every page: the document's marks, if it has any."""
    if not document.marks:
        return "none"
    return f'text(size: 8.5pt, weight: "bold", {text(" ".join(document.marks))})'


def _title(document: Document) -> str:
    facts = "".join(f"  terms.item({text(t)}, {text(v)}),\n" for t, v in document.facts)
    terms = f"\n#text(size: 0.95em, terms(\n{facts}))" if facts else ""
    return (
        f"#heading(level: 1, {text(document.title)})\n"
        f"#par(text(size: 1.15em, fill: quiet, {text(document.subtitle)})){terms}"
    )


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"#par({text(line)})" for line in lines)


def _annex(document: Document, write: functools.partial[str]) -> str:
    figures = [b for b in flat(document.blocks) if isinstance(b, Figure) and b.table]
    if not figures:
        return ""
    tables = [write(figure.table) for figure in figures]
    return "\n".join(["#pagebreak()", write(Heading("The numbers behind the figures")), *tables])


def _block(block: Block, *, layout: Layout, numbers: Numbers) -> str:
    write = functools.partial(_block, layout=layout, numbers=numbers)
    match block:
        case Heading(words, level):
            return f"#heading(level: {level}, {text(words)})"
        case Paragraph(words, lead, sticky):
            paragraph = f"par(text(size: {1.12 if lead else 1}em, {text(words)}))"
            return f"#block(sticky: true, {paragraph})" if sticky else f"#{paragraph}"
        case Bullets(items, numbered):
            inner = ", ".join(f"[#{text(item)}]" for item in items)
            return f"#{'enum' if numbered else 'list'}({inner})"
        case Inset(words):
            return (
                f'#block(inset: (left: 8pt), stroke: (left: 3pt + rgb("#b1b4b6")), {text(words)})'
            )
        case Links(opening, items):
            links = ", ".join(f"#link({text(a.address)})[#{text(a.words)}]" for a in items)
            return f"#par[#{text(opening)} {links}.]"
        case Columns(parts):
            cells = ", ".join("[" + "\n".join(write(b) for b in part) + "]" for part in parts)
            widths = ", ".join("1fr" for _ in parts)
            return f"#block(above: 14pt, grid(columns: ({widths},), gutter: 14pt, {cells}))"
        case Figure():
            return _figure(block, layout, numbers, write)
        case Table():
            return _table(block, layout, numbers)


def _figure(figure: Figure, layout: Layout, numbers: Numbers, write: functools.partial[str]) -> str:
    note = f"\n#text(size: 0.9em, fill: quiet, {text(figure.note)})" if figure.note else ""
    markup = (
        f"#figure(image({text(figure.name + '.svg')}, alt: {text(figure.alt)}, "
        f"width: {_width(figure, layout)}), kind: image, supplement: none, numbering: none, "
        f"caption: {text(numbers.figure(figure))}){note}"
    )
    if figure.table is None or layout.numbers_at_end:
        return markup
    return markup + "\n" + write(figure.table)


def _width(figure: Figure, layout: Layout) -> str:
    if layout.narrow_pictures:
        return "100%"
    match = re.search(r'<svg[^>]* width="([\d.]+)"', figure.wide)
    pixels = float(match[1]) if match else WIDE_PX
    return f"{layout.picture_mm * pixels / WIDE_PX:.1f}mm"


def _table(table: Table, layout: Layout, numbers: Numbers) -> str:
    if not table.printed:
        return f"#par({text(numbers.table(table) + ': nothing to list.')})"
    alignments = ", ".join("right" if column.number else "left" for column in table.columns)
    widths = ", ".join(column_widths.widths(table, layout.margin_mm, layout.table_pt))
    heads = ", ".join(f"[*#{text(column.heading)}*]" for column in table.columns)
    rows = ",\n".join(
        ", ".join(
            f"[{_icons(table, value)}#{text(cell_text(value, column, table.empty))}]"
            for value, column in zip(row, table.columns, strict=True)
        )
        for row in table.printed
    )
    note = f"\n#text(size: 0.9em, fill: quiet, {text(table.note)})" if table.note else ""
    whole = "#show figure: set block(breakable: false)\n" if _is_whole(table, layout) else ""
    return (
        f"#[{whole}#figure(align(left, text(size: {layout.table_pt}pt, table(columns: ({widths},), "
        f"align: ({alignments},),\ntable.header({heads}), table.hline(stroke: 0.8pt),\n{rows},\n"
        "table.hline(stroke: 0.5pt)))), kind: table, supplement: none, numbering: none, "
        f"caption: {text(numbers.table(table))}){note}]"
    )


def _is_whole(table: Table, layout: Layout) -> bool:
    """Whether a table is kept on one page."""
    if not layout.rows_whole:
        return len(table.printed) <= SHORT_TABLE
    return column_widths.height_mm(table, layout.margin_mm, layout.table_pt) <= WHOLE_MM


def _icons(table: Table, value: Cell) -> str:
    """Return the icons before a cell; its words say the same, so that they are decoration."""
    svgs = table.icons.get(value, ()) if isinstance(value, str) else ()
    return "".join(
        f"#box(baseline: 20%, pdf.artifact(image({text(_icon_name(svg))}, height: 1.3em))) "
        for svg in svgs
    )
