"""The effect under a protocol: one outcome at a time, judged at the level of assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.counts.displacement import displacement_quotient, wdd
from beatwise.evaluation.estimators.counts.rate_ratio import e_test
from beatwise.evaluation.estimators.counts.wdd_corrected import CorrectedDifference, corrected_wdd
from beatwise.evaluation.estimators.permutation import permutation_test
from beatwise.evaluation.estimators.permutation_interval import inverted_interval
from beatwise.evaluation.estimators.permutation_result import PermutationTest
from beatwise.evaluation.estimators.poisson_did import poisson_did
from beatwise.evaluation.estimators.rate_ratio_result import PoissonDifference
from beatwise.evaluation.estimators.synthetic_control import SyntheticControl, synthetic_control
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.stepped_inference import Ends, counts_on_patrol, stepped_inference


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """One estimate with its inference, at the level of assignment.

    ``percent`` and ``interval`` are changes in per cent; ``interval_from`` is ``CR3``,
    ``jackknife`` or ``relabelling``; ``test`` is None where a permutation test was refused, and
    ``refused`` says why. ``totals`` are patrolled before and after, compared before and after; of
    stepped starts, months off and on patrol, and then nothing.
    """

    did: PoissonDifference | None
    test: PermutationTest | None
    percent: float | None
    interval: Ends | None
    interval_from: str
    refused: str
    totals: tuple[int, int, int, int]

    @property
    def p_value(self) -> float | None:
        """The permutation p or placebo rank."""
        return None if self.test is None else self.test.p_value


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeEffect:
    """Everything estimated for one outcome.

    Parameters
    ----------
    inside, rings, net
        The contrast in the areas, in their rings, and in both together.
    prevented, prevented_net
        Incidents fewer than expected: value, low and high; in the areas, and with their rings.
    counts_story
        WDD with the interval corrected for over-dispersion.
    wdd_total
        WDD with rings, its Poisson error and interval.
    quotient, quotient_reason
        The displacement quotient, or why there is none.
    synthetic
        The cross-check, or None where it needs more comparison units.
    adjusted_p
        For a secondary outcome, adjusted for their number.
    """

    outcome: str
    inside: Contrast
    rings: Contrast
    net: Contrast
    prevented: tuple[float, float | None, float | None] | None
    prevented_net: tuple[float, float | None, float | None] | None
    counts_story: CorrectedDifference | None
    wdd_total: tuple[float, float, float, float] | None
    quotient: float | None
    quotient_reason: str
    e_test_p: float | None
    synthetic: SyntheticControl | None
    adjusted_p: float | None = None


def outcome_effect(material: Material, outcome: str, alpha: float) -> OutcomeEffect:
    """Estimate one outcome: in the areas, in their rings and in both together."""
    inside = contrast(material, material.panel(outcome), alpha)
    rings = contrast(material, material.panel(outcome, rings=True), alpha)
    net = contrast(material, material.panel(outcome, both=True), alpha)
    total, quotient, reason = _counts(material, inside.totals, rings.totals, alpha)
    return OutcomeEffect(
        outcome=outcome,
        inside=inside,
        rings=rings,
        net=net,
        prevented=prevented(inside),
        prevented_net=prevented(net),
        counts_story=_corrected(material, outcome, alpha),
        wdd_total=total,
        quotient=quotient,
        quotient_reason=reason,
        e_test_p=_e_test(material, inside.totals),
        synthetic=_synthetic(material, outcome),
    )


def contrast(material: Material, counts: NDArray[np.float64], alpha: float) -> Contrast:
    """Return the estimate and its inference for (units, months) counts."""
    treated, blocks, start = material.labels()
    treated = treated & (start < counts.shape[1])  # at a look some have not started yet
    first = material.first_after
    stepped = material.protocol.kind == "stepped"
    totals = counts_on_patrol(counts, start) if stepped else _totals(counts, treated, first)
    try:
        did = poisson_did(counts, treated, _starts(treated, start), alpha=alpha)
    except (Refused, BadInput) as refusal:
        return Contrast(None, None, None, None, "none", refusal.message, totals)
    decision, seed = material.protocol.decision, material.protocol.seed
    if did.method == "iterative":
        test, refused, ends, name = stepped_inference(
            counts, treated, start, did,
            alpha=alpha, replications=decision.permutations, seed=seed,
        )  # fmt: skip
        return Contrast(did, test, did.percent, ends, name, refused, totals)
    test, refused = _test(material, counts, treated, blocks, alpha)
    if did.cr3_is_default and did.percent_interval is not None:
        ends = did.percent_interval
        return Contrast(did, test, did.percent, ends, "CR3", refused, totals)
    low, high = inverted_interval(
        counts[:, :first].sum(axis=1), counts[:, first:].sum(axis=1), treated, blocks,
        alpha=alpha, replications=decision.permutations, seed=seed,
    )  # fmt: skip
    ends = (_percent(low), _percent(high))
    return Contrast(did, test, did.percent, ends, "relabelling", refused, totals)


def _test(
    material: Material,
    counts: NDArray[np.float64],
    treated: NDArray[np.bool_],
    blocks: NDArray[np.int64],
    alpha: float,
) -> tuple[PermutationTest | None, str]:
    decision = material.protocol.decision
    try:
        return permutation_test(
            counts, treated, material.first_after, blocks=blocks, alpha=alpha,
            replications=decision.permutations, seed=material.protocol.seed,
        ), ""  # fmt: skip
    except Refused as refusal:
        return None, refusal.message


def _starts(treated: NDArray[np.bool_], start: NDArray[np.int64]) -> int | NDArray[np.int64]:
    one = np.unique(start[treated])
    return int(one[0]) if len(one) == 1 else start


def _totals(
    counts: NDArray[np.float64], treated: NDArray[np.bool_], first: int
) -> tuple[int, int, int, int]:
    before, after = counts[:, :first].sum(axis=1), counts[:, first:].sum(axis=1)
    return (
        int(before[treated].sum()),
        int(after[treated].sum()),
        int(before[~treated].sum()),
        int(after[~treated].sum()),
    )


def prevented(found: Contrast) -> tuple[float, float | None, float | None] | None:
    """Return incidents fewer than expected, with the ends that the interval gives."""
    if found.percent is None or found.interval is None:
        return None
    after = found.totals[1]

    def fewer(percent: float | None) -> float | None:
        return None if percent is None else after * (1 / (1 + percent / 100) - 1)

    low, high = found.interval
    middle = fewer(found.percent)
    return (0.0 if middle is None else middle), fewer(high), fewer(low)


def _corrected(material: Material, outcome: str, alpha: float) -> CorrectedDifference | None:
    treated, _, _ = material.labels()
    if not treated.any() or treated.all():
        return None
    counts, first = material.panel(outcome), material.first_after
    before, after = counts[:, :first].sum(axis=1), counts[:, first:].sum(axis=1)
    return corrected_wdd(before, after, treated, material.month_counts, alpha)


def _counts(
    material: Material, inside: Sequence[int], rings: Sequence[int], alpha: float
) -> tuple[tuple[float, float, float, float] | None, float | None, str]:
    treated, _, _ = material.labels()
    if treated.all():
        return None, None, "Every area is patrolled in the end, so counts have no comparison."
    if not sum(inside) + sum(rings):
        return None, None, "Nothing was counted in the areas or their rings."
    sizes = float((~treated).sum()), float(treated.sum())
    scale = float(sizes[1])
    found = wdd(
        (inside[0], inside[1]), (inside[2], inside[3]), (rings[0], rings[1]), (rings[2], rings[3]),
        time_weights=material.month_counts,
        area_weights=(sizes[0], sizes[1], sizes[0], sizes[1]), alpha=alpha,
    )  # fmt: skip
    per = scale * material.month_counts[1]
    total = (
        found.estimate * per, found.standard_error * per,
        found.interval[0] * per, found.interval[1] * per,
    )  # fmt: skip
    try:
        quotient = displacement_quotient(
            (inside[0], inside[1]), (inside[2], inside[3]), (rings[0], rings[1])
        )
    except Refused as refusal:
        return total, None, refusal.message
    return total, quotient.estimate, quotient.reading


def _e_test(material: Material, totals: Sequence[int]) -> float | None:
    if max(totals[:2]) > 100_000 or material.protocol.kind == "stepped":
        return None
    return e_test(totals[0], totals[1], *material.month_counts).p_value


def _synthetic(material: Material, outcome: str) -> SyntheticControl | None:
    treated, _, start = material.labels()
    if treated.all() or (~treated).sum() < 2 or material.first_after < 2:
        return None
    if len(np.unique(start[treated])) > 1:
        return None
    counts = material.panel(outcome)
    return synthetic_control(counts, treated, material.first_after) if counts.any() else None


def _percent(log_ratio: float | None) -> float | None:
    return None if log_ratio is None else float(100 * np.expm1(log_ratio))
