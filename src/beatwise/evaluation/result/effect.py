"""The effect under a protocol: one outcome at a time, judged at the level of assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.errors import BadInput, Refused
from beatwise.estimate import Estimate
from beatwise.evaluation.estimators.counts.displacement import AreaWeights, wdd
from beatwise.evaluation.estimators.counts.displacement_quotient import displacement_quotient
from beatwise.evaluation.estimators.counts.rate_ratio import e_test
from beatwise.evaluation.estimators.counts.wdd_corrected import CorrectedDifference, corrected_wdd
from beatwise.evaluation.estimators.percent import percent_change
from beatwise.evaluation.estimators.permutation import panel_permutation
from beatwise.evaluation.estimators.permutation_interval import inverted_interval
from beatwise.evaluation.estimators.permutation_result import PermutationTest
from beatwise.evaluation.estimators.poisson_did import panel_did
from beatwise.evaluation.estimators.rate_ratio_result import PoissonDifference
from beatwise.evaluation.estimators.study_panel import Panel, Totals, check_starts
from beatwise.evaluation.estimators.synthetic_control import SyntheticControl, panel_control
from beatwise.evaluation.result.inference import Ends, Inference, stepped_inference
from beatwise.evaluation.result.material import Material


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """One estimate with its inference, at the level of assignment.

    ``percent`` and ``interval`` are changes in per cent; ``interval_from`` is ``CR3``,
    ``jackknife`` or ``relabelling``; ``test`` is None where a permutation test was refused, and
    ``refused`` says why.
    """

    did: PoissonDifference | None
    test: PermutationTest | None
    percent: float | None
    interval: Ends | None
    interval_from: str
    refused: str
    totals: Totals

    @property
    def p_value(self) -> float | None:
        """The permutation p or placebo rank."""
        return None if self.test is None else self.test.p_value


@dataclass(frozen=True, slots=True)
class PoissonTotal:
    """A difference in incidents with its Poisson error and interval."""

    estimate: float
    standard_error: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class CountsStory:
    """WDD with rings and the displacement quotient, or in ``reason`` why there is none.

    ``reason`` is the quotient's reading where it could be formed.
    """

    total: PoissonTotal | None
    quotient: float | None
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeEffect:
    """Everything estimated for one outcome.

    Parameters
    ----------
    inside, rings, net
        The contrast in the areas, in their rings, and in both together.
    prevented, prevented_net
        Incidents fewer than expected, in the areas, and with their rings; an end is None where the
        interval has none.
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
    prevented: Estimate | None
    prevented_net: Estimate | None
    counts_story: CorrectedDifference | None
    wdd_total: PoissonTotal | None
    quotient: float | None
    quotient_reason: str
    e_test_p: float | None
    synthetic: SyntheticControl | None
    adjusted_p: float | None = None


def outcome_effect(material: Material, outcome: str, alpha: float) -> OutcomeEffect:
    """Estimate one outcome: in the areas, in their rings and in both together."""
    units = material.panel(outcome)
    inside = contrast(material, units, alpha)
    rings = contrast(material, material.ring_panel(outcome), alpha)
    net = contrast(material, material.net_panel(outcome), alpha)
    story = _counts_story(units, inside.totals, rings.totals, alpha)
    return OutcomeEffect(
        outcome=outcome,
        inside=inside,
        rings=rings,
        net=net,
        prevented=prevented(inside),
        prevented_net=prevented(net),
        counts_story=_corrected(units, alpha),
        wdd_total=story.total,
        quotient=story.quotient,
        quotient_reason=story.reason,
        e_test_p=_e_test(material, inside.totals),
        synthetic=_synthetic(units),
    )


def contrast(material: Material, units: Panel, alpha: float) -> Contrast:
    """Return the estimate and its inference for a panel of units by months."""
    totals = material.design.totals(units)
    begun = units.begun()
    try:
        check_starts(begun)
        did = panel_did(begun, alpha)
    except (Refused, BadInput) as refusal:
        return Contrast(None, None, None, None, "none", refusal.message, totals)
    judged = _inference(material, begun, did, alpha)
    return Contrast(
        did, judged.test, did.percent, judged.interval, judged.interval_from, judged.refused, totals
    )


def _inference(material: Material, units: Panel, did: PoissonDifference, alpha: float) -> Inference:
    """Return the test as drawn and the interval that goes with so many units."""
    replications, seed = material.protocol.decision.permutations, material.protocol.seed
    if did.method == "iterative":
        return stepped_inference(units, did, alpha=alpha, replications=replications, seed=seed)
    together, refused = units.started_together(), ""
    test: PermutationTest | None = None
    try:
        test = panel_permutation(together, replications=replications, seed=seed, alpha=alpha)
    except Refused as refusal:
        refused = refusal.message
    if did.cr3_is_default and did.percent_interval is not None:
        return Inference(test, refused, did.percent_interval, "CR3")
    low, high = inverted_interval(together, alpha=alpha, replications=replications, seed=seed)
    ends = percent_change(low), percent_change(high)
    return Inference(test, refused, ends, "relabelling")


def prevented(effect: Contrast) -> Estimate | None:
    """Return incidents fewer than expected, with the ends that the interval gives."""
    if effect.percent is None or effect.interval is None:
        return None
    after = effect.totals.treated_after

    def fewer(percent: float | None) -> float | None:
        return None if percent is None else after * (1 / (1 + percent / 100) - 1)

    low, high = effect.interval
    middle = fewer(effect.percent)
    return Estimate(0.0 if middle is None else middle, fewer(high), fewer(low), unit="incidents")


def _corrected(units: Panel, alpha: float) -> CorrectedDifference | None:
    treated = units.treated
    if not treated.any() or treated.all():
        return None
    return corrected_wdd(units.before, units.after, treated, units.month_counts, alpha)


def _counts_story(units: Panel, inside: Totals, rings: Totals, alpha: float) -> CountsStory:
    treated = units.treated
    if (some := units.informative().treated).any() and not some.all():
        treated = some  # an area that never had an incident has no size that could dilute others
    if treated.all():
        reason = "Every area is patrolled in the end, so counts have no comparison."
        return CountsStory(None, None, reason)
    if not sum(inside) + sum(rings):
        return CountsStory(None, None, "Nothing was counted in the areas or their rings.")
    compared, patrolled = float((~treated).sum()), float(treated.sum())
    difference = wdd(
        inside[:2], inside[2:], rings[:2], rings[2:],
        time_weights=units.month_counts,
        area_weights=AreaWeights(patrolled, compared, patrolled, compared), alpha=alpha,
    )  # fmt: skip
    per = patrolled * units.month_counts[1]
    low, high = difference.interval
    total = PoissonTotal(
        difference.estimate * per, difference.standard_error * per, (low * per, high * per)
    )
    try:
        quotient = displacement_quotient(inside[:2], inside[2:], rings[:2])
    except Refused as refusal:
        return CountsStory(total, None, refusal.message)
    return CountsStory(total, quotient.estimate, quotient.reading)


def _e_test(material: Material, totals: Sequence[int]) -> float | None:
    if max(totals[:2]) > 100_000 or not material.design.compares_counts:
        return None
    return e_test(totals[0], totals[1], *material.month_counts).p_value


def _synthetic(units: Panel) -> SyntheticControl | None:
    units = units.informative()
    treated = units.treated
    if not treated.any() or treated.all() or (~treated).sum() < 2 or units.first < 2:
        return None
    if len(np.unique(units.start[treated])) > 1 or not units.counts.any():
        return None
    together = units.started_together()
    check_starts(together)
    return panel_control(together)
