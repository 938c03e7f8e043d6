"""Read the text layer of a council paper: tables of tabs, lists that end in amounts, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, TextTable
from beatwise.accountability.reconcile.papers.printed_figure import figure
from beatwise.sources.papers.even_rows import even_rows


_AMOUNT = re.compile(r"(?P<label>.*\S)\s+(?P<amount>£\d[\d,.]*\s*(?:m|k|bn|million)?)\s*")
_ITEM = re.compile(r"\s*(?:[-•o*]\s|\(?[a-z0-9]{1,4}[.)]\s|\d+\.\s)")
_MARKS = re.compile(r"</?(?:p|u|b|i|li|ul|ol|br|strong|em)\b[^>]*>|\*\*", re.IGNORECASE)
FEWEST_AMOUNTS = 3


class Line(NamedTuple):
    """A line of the text with its number, from 1."""

    number: int
    text: str


def read_plain_text(name: str, text: str) -> Paper:
    """Return the paper of a text. Lines with tabs are rows of a table, until one without."""
    lines = [Line(at, _plain(line)) for at, line in enumerate(text.splitlines(), start=1)]
    tables: list[TextTable] = []
    paragraphs: list[Paragraph] = []
    for block in _blocks(lines):
        if "\t" in block[0].text:
            if table := _table(name, block, len(tables) + 1):
                tables.append(table)
        elif amounts := _amounts(block, len(tables) + 1):
            tables.append(amounts)
        else:
            paragraphs += _paragraphs(block)
    return Paper(name, tuple(paragraphs), tuple(tables))


def _plain(line: str) -> str:
    """Return a line without marks of HTML or Markdown; a tab at its end parts an empty cell."""
    words = _MARKS.sub(" ", line) if "<" in line or "**" in line else line
    return words.rstrip(" \r\f")


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines: of those with tabs, and of those without, cut at empty lines."""
    block: list[Line] = []
    for line in lines:
        is_break = not line.text.strip() or (
            block and ("\t" in line.text) != ("\t" in block[0].text)
        )
        if is_break and block:
            yield block
            block = []
        if line.text.strip():
            block.append(line)
    if block:
        yield block


def _table(name: str, block: list[Line], number: int) -> TextTable | None:
    """Return the table of a block; ``None`` when it has no row below its header."""
    if len(block) < 2:
        return None
    cells = [[cell.strip() for cell in line.text.split("\t")] for line in block]
    header, *rows = even_rows(name, cells)
    lines = tuple(line.number for line in block[1:])
    return TextTable(block[0].number, f"table {number}", header, tuple(rows), lines)


def _amounts(block: list[Line], number: int) -> TextTable | None:
    """Return a list whose lines each end in an amount of money as a table of two columns."""
    matches = [(line, _AMOUNT.fullmatch(line.text)) for line in block]
    start = next((at for at, (_, match) in enumerate(matches) if match), len(matches))
    rows = []
    for line, match in matches[start:]:
        if match is None or figure(match["amount"].strip()) is None:
            break
        rows.append((line.number, match["label"].strip(), match["amount"].strip()))
    if len(rows) < FEWEST_AMOUNTS or any(len(label.split()) > 12 for _, label, _ in rows):
        return None
    return TextTable(
        rows[0][0],
        f"table {number}",
        ("item", "amount"),
        tuple((label, amount) for _, label, amount in rows),
        tuple(line for line, _, _ in rows),
    )


def _paragraphs(block: list[Line]) -> list[Paragraph]:
    """Return a block's paragraphs: lines that a page's width broke are joined, items are apart."""
    groups: list[list[Line]] = []
    for line in block:
        if groups and not _ITEM.match(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(g[0].number, " ".join(line.text.strip() for line in g)) for g in groups]
