"""A change in per cent follows from the numbers of its sentence."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.papers.worlds import prose

from beatwise.accountability.reconcile.papers.prose.changes import changes


@pytest.mark.parametrize(
    ("sentence", "verdict", "recomputed"),
    [
        ("There were 5,050 reports, an increase of 838 or 16.6%.", "certain", "19.90 %"),
        (
            "1,629 hate crimes were recorded, an increase of 9.3% (152 offences).",
            "certain",
            "10.29 %",
        ),
        ("17. There were 5,050 reports, an increase of 838 or 16.6%.", "certain", "19.90 %"),
        ("17/18 was 17,401; 18/19 was 14,322. ", "", ""),
        ("There were 14,322 incidents, a decrease of 3,079 or 17.7% on 2018.", "agrees", "17.69 %"),
        (
            "The helpline received 8,569 calls, increasing to 9,513 – an 11% increase.",
            "agrees",
            "11.0 %",
        ),
        ("The number has risen from 181 in 2018 to 200 (15%).", "possible", "10.5 %"),
        ("It is 84.1% which is 8.3% higher than the last (75.8%).", "certain", "10.95 %"),
        ("It is 66.0% which is 10.0% higher than the last (60.0%).", "", ""),
        ("Cases increased by 11% (49 offences) during 2018/19.", "", ""),
    ],
)
def test_sentences(sentence: str, verdict: str, recomputed: str) -> None:
    """Each form of sentence is read, and one that leaves a number out is not judged."""
    compared = list(changes(prose(sentence)))

    assert [(each.verdict, each.recomputed) for each in compared] == (
        [(verdict, recomputed)] if verdict else []
    )


def test_the_share_of_the_new_figure_is_recognised() -> None:
    """The usual slip, a share of the new value, is said to be it."""
    (finding,) = changes(prose("There were 5,050 reports, an increase of 838 or 16.6%."))

    assert finding.explanation.endswith("16.6% is its share of the new figure, 5,050.")


def test_a_level_may_stand_paragraphs_before_under_the_same_name() -> None:
    """310 self-referrals after 77 more is a third more, and the doubt is said."""
    paper = prose(
        "1,045 were repeat victims, 310 were self-referrals.",
        "Of those surveyed 94% felt safer.",
        "Self-referrals have increased by 34% (77 referrals).",
    )

    assert [(e.line, e.verdict, e.recomputed) for e in changes(paper)] == [
        (3, "possible", "33.0 %")
    ]
