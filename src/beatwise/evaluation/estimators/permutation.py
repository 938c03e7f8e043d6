"""Permutation inference: how often would a relabelling of areas look this strong.

Labels are permuted exactly as they were drawn: over all areas, within blocks, or within matched
pairs. Where areas were *not* drawn at random the same figure is a placebo rank, never a p-value.
"""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.permutation_result import MOST_ENUMERATED, PermutationTest
from beatwise.evaluation.estimators.stepped.stepped_permutation import stepped_permutation_test
from beatwise.evaluation.estimators.study_panel import Panel, panel


def permutation_test(
    counts: ArrayLike,
    treated: ArrayLike,
    start: ArrayLike,
    *,
    blocks: ArrayLike | None = None,
    replications: int = 999,
    seed: int = 1,
    alpha: float = 0.05,
) -> PermutationTest:
    """Return the permutation test of no effect, relabelling as the areas were drawn.

    Parameters
    ----------
    counts, treated, start
        As in ``poisson_did``; with several starts the start months are dealt again instead.
    blocks
        (areas,) the block or pair each area was drawn within; none for one draw over all areas.
    replications
        Random relabellings where there are too many to enumerate (more than 20,000).
    alpha
        The level that the p-value is for. A test that could never reach it is refused.

    Raises
    ------
    BadInput
        For a panel that cannot be read, or blocks that do not match the areas.
    Refused
        When the smallest p that these assignments allow lies above ``alpha`` (three pairs: .25),
        or when nothing was counted.
    """
    units = panel(counts, treated, start)
    return panel_permutation(
        units, blocks=blocks, replications=replications, seed=seed, alpha=alpha
    )


def panel_permutation(
    units: Panel,
    *,
    blocks: ArrayLike | None = None,
    replications: int = 999,
    seed: int = 1,
    alpha: float = 0.05,
) -> PermutationTest:
    """Return the same of a panel; ``blocks``, where given, stand in for its own.

    Units that never had an incident keep their roles; the others are relabelled. Raises as
    ``permutation_test``.
    """
    if blocks is not None:
        units = units.within_blocks(blocks)
    units = units.informative()
    if not units.counts.any():
        raise Refused(
            "Every count is 0, so there is nothing to test.",
            next_step="Pool more months or areas, or choose another outcome.",
        )
    if len(np.unique(units.start[units.treated])) > 1:
        stepped = stepped_permutation_test(units, replications=replications, seed=seed)
        refuse_too_few(stepped.smallest_p, stepped.assignments, alpha)
        return stepped
    before, after = _before_after(units)
    labels = units.blocks
    possible = possible_assignments(units.treated, labels)
    refuse_too_few(smallest_p(units.treated, labels), possible, alpha)
    exact = possible <= MOST_ENUMERATED
    if not exact and 1 / (replications + 1) > alpha:
        raise BadInput(
            f"{replications} random relabellings can never reach a p of {alpha:g}.",
            next_step="Ask for 999 or more.",
        )
    if exact:
        assignments = every_assignment(units.treated, labels)
    else:
        assignments = random_assignments(units.treated, labels, replications, seed)
    observed = float(log_ratio_statistic(units.treated[None, :], before, after)[0])
    placebo = log_ratio_statistic(assignments, before, after)
    extreme = int((np.abs(placebo) >= abs(observed) - 1e-12).sum())
    total = len(placebo)
    return PermutationTest(
        estimate=observed,
        p_value=extreme / total if exact else (extreme + 1) / (total + 1),
        smallest_p=smallest_p(units.treated, labels) if exact else 1 / (total + 1),
        assignments=total,
        exact=exact,
        seed=seed,
        placebo=placebo,
    )


def _before_after(units: Panel) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return totals about the common start; about the first where no treated unit is left."""
    return units.before_after() if units.treated.any() else (units.before, units.after)


def log_ratio_statistic(
    assignments: NDArray[np.bool_], before: NDArray[np.float64], after: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the log rate ratio, with a half added to each total, for each row of assignments."""
    labels = assignments.astype(float)
    t0, t1 = labels @ before, labels @ after
    c0, c1 = before.sum(axis=0) - t0, after.sum(axis=0) - t1
    return np.log((t1 + 0.5) / (t0 + 0.5)) - np.log((c1 + 0.5) / (c0 + 0.5))


def possible_assignments(treated: NDArray[np.bool_], labels: NDArray[np.int64]) -> int:
    """Return how many ways the treated areas could have been drawn, block by block."""
    return prod(
        comb(int((labels == b).sum()), int(treated[labels == b].sum())) for b in np.unique(labels)
    )


def smallest_p(treated: NDArray[np.bool_], labels: NDArray[np.int64]) -> float:
    """Return the smallest two-sided p that the design can attain.

    When every block has as many treated as untreated areas, an assignment and its mirror image
    have the same absolute statistic, so nothing below 2 over the number of assignments exists.
    """
    mirrored = all(2 * treated[labels == b].sum() == (labels == b).sum() for b in np.unique(labels))
    return min(1.0, (2 if mirrored else 1) / possible_assignments(treated, labels))


def random_assignments(
    treated: NDArray[np.bool_], labels: NDArray[np.int64], replications: int, seed: int
) -> NDArray[np.bool_]:
    """Return (replications, areas) random relabellings that keep each block's treated number."""
    rng = np.random.default_rng(seed)
    rows = np.zeros((replications, len(treated)), dtype=bool)
    for block in np.unique(labels):
        areas = np.flatnonzero(labels == block)
        order = rng.random((replications, len(areas))).argsort(axis=1)
        rows[:, areas] = order < treated[areas].sum()
    return rows


def every_assignment(treated: NDArray[np.bool_], labels: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (assignments, areas): every way the treated areas could have been drawn."""
    choices = [
        list(combinations(np.flatnonzero(labels == b), int(treated[labels == b].sum())))
        for b in np.unique(labels)
    ]
    rows = np.zeros((possible_assignments(treated, labels), len(treated)), dtype=bool)
    for row, choice in zip(rows, product(*choices), strict=True):
        for areas in choice:
            row[list(areas)] = True
    return rows


def refuse_too_few(smallest: float, assignments: int, alpha: float) -> None:
    """Raise ``Refused`` where no result of a design could reach the level."""
    if smallest > alpha + 1e-12:
        raise Refused(
            f"A permutation test is refused: with {assignments} possible assignments the smallest "
            f"p is {smallest:.3g}, above {alpha:g}.",
            next_step="Assign more areas by lot, or report the estimate and its interval alone.",
        )
