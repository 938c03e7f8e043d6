"""The page of the rating rule says what the methods say."""

from __future__ import annotations

from beatwise.accountability.rating.rag import Rating, Status
from beatwise.web.performance.presenters import rating_rule


OTHERS = [Rating(status, "") for status in Status if status is not Status.RATED]


def test_the_page_of_the_rule_says_what_the_methods_say():
    """Its tables are worked out by the rule; here they are held against the printed table."""
    letters = {
        row["words"]: "".join(m["letter"] for m in row["marks"]) for row in rating_rule.directions()
    }
    assert letters == {
        "Increase": "GAR", "Increase or maintain": "GGR", "Reduce": "RAG",
        "Reduce or maintain": "RGG", "Maintain": "RGR",
    }  # fmt: skip
    assert ["".join(m["letter"] for m in row["marks"]) for row in rating_rule.targets()] == [
        "GAR",
        "GAR",
    ]
    assert [row["mark"]["letter"] for row in rating_rule.answers()] == ["G", "R"]
    assert len(rating_rule.statuses()) == len(OTHERS)
