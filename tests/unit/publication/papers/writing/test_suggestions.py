"""Sentences that a measure's values support: references alone, and never a cause."""

from __future__ import annotations

from tests.unit.publication.papers.writing.paper_world import ROBBERY, Source, outline, series

from beatwise.publication.papers.writing.paper_document import office_paper
from beatwise.publication.papers.writing.suggestions import suggestions
from beatwise.publication.papers.writing.wording_warnings import wording_warnings


def test_a_suggestion_prints_what_was():
    """Both sentences print without a gap, and nothing in them is pointed out."""
    sentences = suggestions(ROBBERY)
    paper = office_paper(outline("\n\n".join(sentences)), Source())
    assert paper.gaps == ()
    assert [block.text for block in paper.document.blocks] == [
        "1. Robbery: 156 in 2025/26.",
        "2. Robbery: 156 in 2025/26, 12 (8.3 %) more than in 2024/25 (144).",
    ]
    assert wording_warnings(paper.paragraphs, {}) == ()


def test_what_is_hidden_or_missing_is_suggested_to_nobody():
    """A measure without a value that may be shown has no sentence."""
    assert suggestions(series([("2025/26", None)])) == ()
    assert suggestions(series([])) == ()
