"""A paper of the office is numbered through, and says what it refers to and what it lacks."""

from __future__ import annotations

import pytest
from tests.unit.publication.papers.writing.paper_world import Source, outline

from beatwise.publication.formats.document import Bullets, Figure, Heading, Inset, Paragraph, Table
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


def test_a_chart_within_a_sentence_is_its_number():
    """Whether its table stands too, or before it; one that is not placed is a gap, never braces."""
    text = "See {chart: robbery}.\n\n{chart: Robbery} shows it.\n\n{chart: robbery}\n"
    for shown in (text, "{table: robbery}\n" + text):
        paper = office_paper(outline(shown), Source())
        words = [each.text for each in paper.document.blocks if isinstance(each, Paragraph)]
        assert words == ["1. See figure 1.", "2. Figure 1 shows it."]
        assert paper.gaps == ()

    paper = office_paper(outline("See {chart: robbery}."), Source())
    assert paper.gaps == ("{chart: robbery} refers to nothing in this paper. It has: none.",)


def test_a_cross_reference_to_nothing_is_a_gap():
    """It names what there is."""
    paper = office_paper(outline("# One\nSee {paragraphs: two}."), Source())
    assert paper.gaps == ("{paragraphs: two} refers to nothing in this paper. It has: one.",)


DOUBLED = """## Progress
One.

## Appendix: Progress
Two.

## Progress
Three.

See {paragraphs: progress}, {paragraphs: progress-2} and {paragraphs: Progress 3}; {appendix:
progress}.
""".replace(":\nprogress", ": progress")


def test_headings_that_stand_again_are_counted():
    """The name alone is the first; the second and third have their count."""
    paper = office_paper(outline(DOUBLED), Source())
    words = "4. See paragraph 1, paragraph 2 and paragraphs 3 to 4; appendix A."
    assert paper.document.blocks[-1] == Paragraph(words)
    assert paper.gaps == ()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Appendix: Figures", "Appendix A: Figures"),
        ("Appendix A: Figures", "Appendix A: Figures"),
        ("appendix B – Figures", "Appendix A: Figures"),
        ("Appendix 1. Figures", "Appendix A: Figures"),
        ("Appendix", "Appendix A"),
        ("Appendix A", "Appendix A"),
        ("Appendix: A year of patrols", "Appendix A: A year of patrols"),
        ("Appendix B-road crashes", "Appendix A: B-road crashes"),
    ],
)
def test_an_appendix_has_one_letter(typed, printed):
    """A letter or number that was typed gives way to the one that it gets."""
    paper = office_paper(outline(f"## {typed}"), Source())
    assert paper.document.blocks == (Heading(printed),)


def test_letters_of_appendices_go_on_after_z():
    """Each has its own, also where two have one title."""
    paper = office_paper(outline("## Appendix: Figures\n" * 28), Source())
    words = [each.text for each in paper.document.blocks if isinstance(each, Heading)]
    assert len(set(words)) == 28
    assert (words[25], words[26]) == ("Appendix Z: Figures", "Appendix AA: Figures")


def test_a_list_stands_where_it_is_placed():
    """Whole, whatever its rows are today; one that is not there is a gap."""
    paper = office_paper(outline("{list: towns}\n{list: others}\n\nSee {list: towns}."), Source())
    assert paper.document.blocks[0] == Bullets(("a. Northtown", "b. Southtown"))
    assert [gap.partition(":")[0] for gap in paper.gaps] == ["{list", "{list"]
