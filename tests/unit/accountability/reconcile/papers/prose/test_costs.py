"""A cost worked out in words is people × hours × rate × weeks."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import prose, table

from beatwise.accountability.reconcile.papers.paper_content import Paper
from beatwise.accountability.reconcile.papers.prose.costs import costs


def test_costs_in_sentences_and_cells_are_worked_out() -> None:
    """3 hours at £15 for 8 weeks is £360; two people are twice that."""
    words = "1 Youth worker 3hrs @ £15ph per week over a period of 8 weeks= £576.00"
    cell = "2 sports coaches 3 hours at £15 per hour for 8 weeks = £720"
    paper = Paper("paper", prose(words).paragraphs, (table(f"Project | Cost\nA | {cell}"),))

    assert [(each.printed, each.recomputed, each.verdict) for each in costs(paper)] == [
        ("£576.00", "£360.00", "certain"),
        ("£720", "£720", "agrees"),
    ]
