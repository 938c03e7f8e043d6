"""A total that does not follow from what is printed, and does from the rows as they should be."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.papers.worlds import table

from beatwise.accountability.reconcile.papers.check_paper import check_paper
from beatwise.accountability.reconcile.papers.paper_content import Paper


HEADER = ("Area", "Total engagements", "Community days", "Other engagements")
ROWS = (("A", "33", "23", "10"), ("B", "35", "21", "14"), ("C", "31", "24", "7"),
        ("D", "30", "20", "10"), ("E", "27", "18", "9"), ("F", "34", "25", "9"))  # fmt: skip


def _explanation(total: str, *wrong: tuple[str, ...]) -> str:
    others = tuple(str(sum(int(row[at]) for row in (*ROWS, *wrong))) for at in (2, 3))
    rows = (HEADER, *ROWS, *wrong, ("Total", total, *others))
    text = "\n".join(" | ".join(row) for row in rows)
    found = check_paper(Paper("paper", (), (table(text),)))
    (finding,) = (each for each in found.findings if each.rule == "column total")
    return finding.explanation


@pytest.mark.parametrize(
    ("total", "wrong", "ends"),
    [
        ("217", [("G", "30", "23", "4")], "It follows once the figure of line 8 is corrected."),
        ("378", [("G", "30", "23", "4"), ("H", "162", "53", "108")],
         "It follows once the figures of lines 8 and 9 are corrected."),
        ("218", [("G", "30", "23", "4")], "add up to 220."),
    ],
)  # fmt: skip
def test_a_total_that_corrected_rows_come_to_says_so(
    total: str, wrong: list[tuple[str, ...]], ends: str
) -> None:
    """Only where the corrections together are what the total lacks."""
    assert _explanation(total, *wrong).endswith(ends)
