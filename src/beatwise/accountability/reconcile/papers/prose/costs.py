"""Costs worked out in words: "1 worker 3hrs @ £15ph per week over a period of 8 weeks = £360"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

from beatwise.accountability.reconcile.number import exactly
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph
from beatwise.accountability.reconcile.papers.printed_figure import NUMBER, figure
from beatwise.accountability.reconcile.papers.prose.sentence_parts import comparison


_COST = re.compile(
    rf"(?:(?P<people>\d+)\s+(?:[A-Za-z]+\s+){{1,3}})?(?P<hours>\d+(?:\.\d+)?)\s*(?:hrs?|hours?)\s*"
    rf"(?:@|at)\s*£(?P<rate>{NUMBER})\s*(?:ph|per hour|an hour|p/h)\b[^£=]{{0,60}}?"
    rf"(?P<weeks>\d+)\s+weeks?\s*=\s*£(?P<cost>{NUMBER})",
    re.IGNORECASE,
)


def costs(paper: Paper) -> Iterator[Comparison]:
    """Compare each printed cost with people × hours × rate × weeks, in sentences and in cells."""
    cells = [
        Paragraph(line, cell)
        for table in paper.tables
        for row, line in zip(table.rows, table.lines, strict=True)
        for cell in row
        if "£" in cell and "=" in cell
    ]
    for paragraph in (*paper.paragraphs, *cells):
        for match in _COST.finditer(paragraph.text):
            yield _cost(paragraph, match)


def _cost(paragraph: Paragraph, match: re.Match[str]) -> Comparison:
    parts = [match["people"] or "1", match["hours"], match["rate"].replace(",", ""), match["weeks"]]
    worked_out = exactly(prod(map(Fraction, parts)))
    printed = figure(f"£{match['cost']}")
    assert printed is not None
    text = number_words(worked_out.exact, printed)
    working = f"{parts[0]} × {parts[1]} hours × £{match['rate']} × {parts[3]} weeks is {text}."
    both = (printed.text, text)
    return comparison(paragraph, match[0], "cost", both, verdict_of(printed, worked_out), working)
