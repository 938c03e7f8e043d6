"""A letter as a value, and its two forms: Markdown and Word."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime

from beatwise.publication.formats.word_archive import repeat_header, without_clock


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, a list, a table and a block of code, each of them optional."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()  # the first row is the header
    code: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its title, its date, an opening and sections."""

    title: str
    dated: date
    opening: tuple[str, ...]
    sections: tuple[Section, ...]


def to_markdown(letter: Letter) -> str:
    """Return the letter as Markdown."""
    lines = [f"# {letter.title}", "", _long_date(letter.dated), ""]
    for paragraph in letter.opening:
        lines += [paragraph, ""]
    for section in letter.sections:
        lines += [f"## {section.heading}", ""]
        for paragraph in section.paragraphs:
            lines += [paragraph, ""]
        if section.points:
            lines += [*(f"* {point}" for point in section.points), ""]
        if section.table:
            lines += [*_markdown_table(section.table), ""]
        if section.code:
            lines += ["```toml", section.code.rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def to_docx(letter: Letter) -> bytes:
    """Return the letter as a Word document; the same letter gives the same bytes."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    stamp = datetime(letter.dated.year, letter.dated.month, letter.dated.day)
    properties = document.core_properties
    properties.title, properties.author, properties.language = letter.title, "", "en-GB"
    properties.created = properties.modified = stamp
    document.add_heading(letter.title, level=1)
    document.add_paragraph(_long_date(letter.dated))
    for paragraph in letter.opening:
        document.add_paragraph(paragraph)
    for section in letter.sections:
        _docx_section(document, section)
    buffer = io.BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _docx_section(document, section: Section) -> None:  # type: ignore[no-untyped-def]
    from docx.shared import Pt

    document.add_heading(section.heading, level=2)
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)
    for point in section.points:
        document.add_paragraph(point, style="List Bullet")
    if section.table:
        table = document.add_table(rows=0, cols=len(section.table[0]), style="Table Grid")
        for number, row in enumerate(section.table):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(text).bold = number == 0
        repeat_header(table.rows[0])
        document.add_paragraph()
    if section.code:
        run = document.add_paragraph().add_run(section.code.rstrip())
        run.font.name, run.font.size = "Courier New", Pt(9)


def _markdown_table(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def _long_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
