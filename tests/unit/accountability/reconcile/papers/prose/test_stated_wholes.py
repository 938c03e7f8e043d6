"""A share of what was done follows from the totals that the paragraphs around it state."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import prose

from beatwise.accountability.reconcile.papers.prose.stated_wholes import stated_wholes


PLAN = (
    "A total number of 127 actions have been created.",
    "Overall, {share} of the plan has been completed to date.",
    "A total of 14 actions have been completed in the quarter.",
    "A total of 33 actions has been completed to date.",
)


def test_the_share_is_of_all_that_was_created() -> None:
    """33 of 127 is 26 per cent; the quarter's 14 are not all that was done."""
    for share, verdict in (("29%", "possible"), ("26%", "agrees")):
        paper = prose(*(text.format(share=share) for text in PLAN))
        (compared,) = stated_wholes(paper)

        assert (compared.verdict, compared.recomputed) == (verdict, "26.0 %")


def test_without_both_totals_nothing_is_said() -> None:
    """A share whose whole is not stated is not judged."""
    assert list(stated_wholes(prose(*PLAN[1:]))) == []
