"""What is pointed out in a paper: typed figures, claims, directions, short forms, jargon."""

from __future__ import annotations

import pytest
from tests.unit.publication.papers.writing.paper_world import ROBBERY, Source, outline, series

from beatwise.publication.papers.figure_book import Result
from beatwise.publication.papers.writing.paper_document import office_paper
from beatwise.publication.papers.writing.wording_warnings import (
    CLAIM,
    DIRECTION,
    JARGON,
    SHORT_FORM,
    TYPED,
    wording_warnings,
)


KNOWN = {"robbery": Result({"2025/26": 156}, "", "")}
CHANGE = "{robbery.latest | change from last year}"


def _kinds(text: str, values=ROBBERY) -> list[str]:
    paper = office_paper(outline(text), Source(values))
    return [each.kind for each in wording_warnings(paper.paragraphs, KNOWN)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("There were 156 robberies.", [TYPED]),
        ("There were {robbery.latest} robberies.", []),
        ("Patrols caused this.", [CLAIM]),
        ("This is due to patrols.", [CLAIM]),
        ("The change was significant.", [CLAIM]),
        (f"Robbery fell: {CHANGE}.", [DIRECTION]),
        (f"Robbery rose: {CHANGE}.", []),
        ("ASB was reported.", [SHORT_FORM]),
        ("Anti-social behaviour (ASB) was reported. ASB again.", []),
        ("We utilise it.", [JARGON]),
        ("A plain sentence about the UK.", []),
    ],
)
def test_each_kind_is_found_and_plain_words_are_not(text, kinds):
    """One sentence, and exactly what is to be said of it."""
    assert _kinds(text) == kinds


def test_a_short_form_is_pointed_out_once():
    """The first use is the place to explain it."""
    assert _kinds("ASB here.\n\nASB there.") == [SHORT_FORM]


def test_a_fall_may_be_called_a_fall():
    """Words that agree with the figure are not pointed out."""
    falling = series([("2024/25", "160"), ("2025/26", "156")])
    assert _kinds(f"Robbery fell: {CHANGE}.", falling) == []
