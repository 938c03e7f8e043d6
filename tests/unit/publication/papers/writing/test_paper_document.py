"""A paper of the office is numbered through, and says what it refers to and what it lacks."""

from __future__ import annotations

from tests.unit.publication.papers.writing.paper_world import Source, outline

from beatwise.publication.formats.document import Figure, Heading, Inset, Paragraph, Table
from beatwise.publication.papers.writing.paper_document import office_paper


TEXT = """# Robbery
There were {robbery.latest} robberies, {robbery.latest | change from last year}.

{table: robbery}
{table: robbery}
{chart: robbery}
{table: nothing}

Burglary: {burglary.latest}.
"""


def test_figures_tables_and_charts_stand_in_their_places():
    """Paragraphs carry numbers; a table that stands twice is numbered twice."""
    paper = office_paper(outline(TEXT), Source())
    kinds = [type(block) for block in paper.document.blocks]
    assert kinds == [Heading, Paragraph, Table, Table, Figure, Inset, Paragraph]
    first = paper.document.blocks[1]
    assert first == Paragraph(
        "1. There were 156 robberies, 12 (8.3 %) more than in 2024/25."
    )  # fmt: skip
    names = [table.name for table in paper.document.tables()]
    assert len(set(names)) == len(names) - 1  # the chart's points are those of the first table
    assert [figure.words for figure in paper.figures] == ["156", "12 (8.3 %) more than in 2024/25"]


def test_what_leads_to_nothing_is_said_and_never_left_out():
    """A gap stands in the paper and in the list of gaps, each with why."""
    paper = office_paper(outline(TEXT), Source())
    assert paper.document.blocks[-1] == Paragraph("2. Burglary: [no record].")
    assert paper.gaps == (
        "{table: nothing}: There is no table 'nothing'.",
        "{burglary.latest}: There is no measure 'burglary'.",
    )
    assert ("Report date", "15 June 2026") in paper.document.facts
    assert paper.document.footer[-1] == "Officer to contact: Governance officer"


MOVING = """# Robbery
There were many; {table: robbery} has them, and {paragraphs: What was done} says more.

{table: robbery}

## What was done
A first thing.

A second, in {appendix: all measures}.

## Appendix: All measures
Every one.
"""


def test_cross_references_are_right_when_text_moves():
    """To paragraphs under a heading, to a table, to an appendix; with words put in before them."""
    moved = "# New\nA new paragraph.\n\n{table: robbery}\n\n" + MOVING.replace(
        "{table: robbery} has", "{paragraphs: robbery} has"
    )
    for text, first, done in (
        (MOVING, "1. There were many; table 1 has them, and paragraphs 2 to 3 says more.", "3."),
        (moved, "2. There were many; paragraph 2 has them, and paragraphs 3 to 4 says more.", "4."),
    ):
        paper = office_paper(outline(text), Source())
        words = [each.text for each in paper.document.blocks if isinstance(each, Paragraph)]
        assert first in words
        assert f"{done} A second, in appendix A." in words
        assert Heading("Appendix A: All measures") in paper.document.blocks
        assert paper.gaps == ()


def test_a_cross_reference_to_nothing_is_a_gap():
    """It names what there is."""
    paper = office_paper(outline("# One\nSee {paragraphs: two}."), Source())
    assert paper.gaps == ("{paragraphs: two} refers to nothing in this paper. It has: one.",)
