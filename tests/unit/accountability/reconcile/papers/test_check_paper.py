"""A paper's check names what does not follow, and what no rule could relate."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import table

from beatwise.accountability.reconcile.papers.check_json import as_json
from beatwise.accountability.reconcile.papers.check_paper import check_paper
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, Unread


PAPER = Paper(
    "paper.txt",
    (Paragraph(9, "There were 5,050 reports, an increase of 838 or 16.6%."),),
    (
        table("Area | All\nA | 1\nB | 2\nTotal | 4", name="one"),
        table("Area | All\nA | 1\nB | 2", name="two", line=20),
    ),
    (Unread(30, "page 3", "it has no text, only pictures"),),
)


def test_findings_stand_in_the_order_of_lines() -> None:
    """Tables and sentences are told as a reader meets them."""
    assert [(each.line, each.printed) for each in check_paper(PAPER).findings] == [
        (4, "4"),
        (9, "16.6%"),
    ]


def test_tables_that_no_rule_relates_are_named() -> None:
    """A table of figures without a relation is not passed over in silence."""
    assert [(each.line, each.what) for each in check_paper(PAPER).unread] == [
        (20, "two"),
        (30, "page 3"),
    ]


def test_the_json_says_what_was_compared_and_what_was_not() -> None:
    """Findings, counts and what was left out, each with file and line."""
    document = as_json([check_paper(PAPER)])

    assert document["checked"] == [{"file": "paper.txt", "figures": 2, "agree": 0, "rounding": 0}]
    assert document["findings"][0] == {  # type: ignore[index]
        "file": "paper.txt",
        "line": 4,
        "table": "one",
        "cell": "Total, All",
        "rule": "column total",
        "printed": "4",
        "recomputed": "3",
        "certainty": "certain",
        "explanation": "The figures above it in 'All' add up to 3.",
    }
    assert document["unread"][0]["why"] == "no rule relates its figures"  # type: ignore[index]
