"""The plain text of a paper falls into headings, paragraphs, lists and places."""

from __future__ import annotations

from beatwise.publication.formats.document import Bullets, Heading, Paragraph
from beatwise.publication.papers.writing.paper_text import REFERENCE, Placed, pieces


TEXT = """# Why
One line
and its second.

- first
- second
### Part
{table: robbery}
Last. {robbery.2025/26 | change from last year}
"""


def test_a_text_falls_into_its_pieces():
    """Lines join to a paragraph; a list, a heading and a place each end one."""
    assert pieces(TEXT.replace("\n", "\r\n")) == (
        Heading("Why", 2),
        Paragraph("One line and its second."),
        Bullets(("first", "second")),
        Heading("Part", 3),
        Placed("table", "robbery"),
        Paragraph("Last. {robbery.2025/26 | change from last year}"),
    )


def test_a_reference_has_a_path_and_a_form():
    """Spaces around them do not count, and a place is no reference."""
    match = REFERENCE.search("{ robbery.2025/26 Q3 |  change from before }")
    assert match
    assert (match["path"], match["form"]) == ("robbery.2025/26 Q3", "change from before")
    assert REFERENCE.search("{table: robbery}") is None
