"""The text layer of a paper: tables of tabs, lists of amounts, and paragraphs that lines broke."""

from __future__ import annotations

from tests.unit.sources.papers.worlds import FINDING, ROWS, findings

from beatwise.sources.papers.plain_text import read_plain_text


def test_lines_with_tabs_are_a_table_until_one_without() -> None:
    """The total that does not follow is named by its row and column."""
    text = "1. Words.\n\n" + "\n".join("\t".join(row) for row in ROWS) + "\n2. More words.\n"
    paper = read_plain_text("paper.txt", text)

    assert findings(paper) == FINDING
    assert (paper.tables[0].line, paper.tables[0].lines) == (3, (4, 5, 6))
    assert [(each.line, each.text) for each in paper.paragraphs] == [
        (1, "1. Words."),
        (7, "2. More words."),
    ]


def test_an_empty_last_cell_keeps_its_row_in_the_table() -> None:
    """A tab at a line's end parts an empty cell, whose row stays one of the table."""
    paper = read_plain_text("paper.txt", "A\tB\nof which:\t\nC\t3\n")

    assert paper.tables[0].rows == (("of which:", ""), ("C", "3"))


def test_lines_that_end_in_amounts_are_a_table_of_two_columns() -> None:
    """As annual reports print budgets, whatever the gaps."""
    text = "Unit (ONE)   £6.0m\nUnit two £1.0m\nTotal       £7.3m\n"

    assert findings(read_plain_text("paper.txt", text)) == [
        ("Total, amount", "£7.3m", "£7,000,000")
    ]


def test_lines_of_a_paragraph_are_joined_and_items_are_apart() -> None:
    """A page's width breaks sentences; bullets and numbers begin new ones."""
    text = "There were 5,050 reports, an\nincrease of 838.\n- One\n- Two\n"

    assert [each.text for each in read_plain_text("paper.txt", text).paragraphs] == [
        "There were 5,050 reports, an increase of 838.",
        "- One",
        "- Two",
    ]


def test_marks_of_html_and_markdown_go() -> None:
    """What a converter left in a text is no word."""
    paper = read_plain_text("paper.txt", "<p>Purchase of <b>stock</b></p> and **more**\n")

    assert " ".join(paper.paragraphs[0].text.split()) == "Purchase of stock and more"
