"""One total printed in two tables is compared with itself."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import table

from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid
from beatwise.accountability.reconcile.papers.tables.same_totals import same_totals


FIRST = "Agreements | 2026\nTotal of agreements | 12,759,259\nTotal spent | 4,646,732"
SECOND = (
    "Area | Agreements | Spent\nA | 12,739,136 | 4,646,731\nB | 1 | 1\nTotal | 12,739,137 | {spent}"
)


def test_totals_of_one_name_that_nearly_agree_are_named() -> None:
    """12,739,137 beside 12,759,259 is possible; equal ones agree."""
    grids = [Grid(table(FIRST)), Grid(table(SECOND.format(spent="4,646,732"), line=10))]

    assert [(e.printed, e.recomputed, e.verdict) for e in same_totals(grids)] == [
        ("12,739,137", "12,759,259", "possible"),
        ("4,646,732", "4,646,732", "agrees"),
    ]


def test_totals_far_from_each_other_are_not_the_same() -> None:
    """A total twice as large is another thing, and so is one of a table far away."""
    twice = [Grid(table(FIRST)), Grid(table(SECOND.format(spent="9,000,000"), line=10))]
    far = [Grid(table(FIRST)), Grid(table(SECOND.format(spent="4,646,732"), line=900))]

    assert [each.cell for each in same_totals(twice)] == ["Total, Agreements"]
    assert list(same_totals(far)) == []
