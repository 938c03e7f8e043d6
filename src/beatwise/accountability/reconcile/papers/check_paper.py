"""Check a paper: every rule over every table and paragraph, and what no rule could read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison
from beatwise.accountability.reconcile.papers.paper_content import Paper, Unread
from beatwise.accountability.reconcile.papers.prose.changes import changes as prose_changes
from beatwise.accountability.reconcile.papers.prose.costs import costs
from beatwise.accountability.reconcile.papers.prose.numbering import numbering
from beatwise.accountability.reconcile.papers.prose.printed_days import days
from beatwise.accountability.reconcile.papers.prose.shares import shares
from beatwise.accountability.reconcile.papers.prose.stated_wholes import stated_wholes
from beatwise.accountability.reconcile.papers.tables.arrows import arrows
from beatwise.accountability.reconcile.papers.tables.cell_shares import cell_shares
from beatwise.accountability.reconcile.papers.tables.changes import changes
from beatwise.accountability.reconcile.papers.tables.corrected_totals import corrected_totals
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid
from beatwise.accountability.reconcile.papers.tables.parts import of_which, remainders
from beatwise.accountability.reconcile.papers.tables.relations import column_relations
from beatwise.accountability.reconcile.papers.tables.same_totals import same_totals
from beatwise.accountability.reconcile.papers.tables.totals import column_totals, row_totals


TABLE_RULES: tuple[Callable[[Grid], Iterator[Comparison]], ...] = (
    column_totals,
    row_totals,
    of_which,
    remainders,
    column_relations,
    changes,
    cell_shares,
    arrows,
)
PROSE_RULES: tuple[Callable[[Paper], Iterator[Comparison]], ...] = (
    prose_changes,
    shares,
    stated_wholes,
    costs,
    days,
    numbering,
)


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What was compared in a paper, and what could not be.

    Parameters
    ----------
    name
        The paper's.
    comparisons
        Every figure that was compared, in order of lines; those that agree too.
    unread
        Tables with figures that no rule could relate to each other, and what the reader left out.
    """

    name: str
    comparisons: tuple[Comparison, ...]
    unread: tuple[Unread, ...]

    @property
    def findings(self) -> tuple[Comparison, ...]:
        """The figures that do not follow."""
        return tuple(each for each in self.comparisons if each.is_finding)


def check_paper(paper: Paper) -> PaperCheck:
    """Compare every figure of a paper that follows from others with what it follows from."""
    comparisons: list[Comparison] = []
    unread = list(paper.unread)
    grids = [Grid(table) for table in paper.tables]
    for grid in grids:
        compared = [comparison for rule in TABLE_RULES for comparison in rule(grid)]
        comparisons += corrected_totals(grid, compared)
        if not compared and grid.numeric:
            unread.append(Unread(grid.table.line, grid.table.name, "no rule relates its figures"))
    comparisons += same_totals(grids)
    for rule in PROSE_RULES:
        comparisons += rule(paper)
    return PaperCheck(
        paper.name,
        tuple(sorted(_one_each(comparisons), key=lambda each: each.line)),
        tuple(sorted(unread, key=lambda each: each.line)),
    )


def _one_each(comparisons: list[Comparison]) -> list[Comparison]:
    """Return one comparison a figure and rule: the same reading may come from two."""
    return list(dict.fromkeys(comparisons))
