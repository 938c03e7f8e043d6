"""Whether one method beats another over many cases: a paired interval, two ways of grouping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.hotspots.accuracy import Paired, paired_difference
from beatwise.hotspots.comparison.cases import Case, Definition
from beatwise.hotspots.comparison.methods import KERNEL, OURS, Method


@dataclass(frozen=True, slots=True)
class Verdict:
    """Ours against one baseline, over all cases.

    Parameters
    ----------
    baseline
        The method compared with.
    by_month
        Paired difference in mean share captured; all cases of one scored month count as one.
    by_force_and_kind
        The same; all months of one force and kind count as one.
    """

    baseline: Method
    by_month: Paired
    by_force_and_kind: Paired

    @property
    def words(self) -> str:
        """``beats`` only when both groupings say so; ``worse`` when either does."""
        findings = [self.by_month.verdict, self.by_force_and_kind.verdict]
        findings = [word for word in findings if word != "not compared"]
        if not findings:
            return "not compared"
        if "worse" in findings:
            return "worse"
        return "beats" if all(word == "beats" for word in findings) else "no worse"


def verdicts(
    cases: Sequence[Case],
    ours: Method,
    baselines: Sequence[Method],
    *,
    definition: Definition = "any kind",
) -> list[Verdict]:
    """Compare ``ours`` with each baseline, case by case."""
    months = np.array([str(case.score) for case in cases])
    places = np.array([f"{case.force}: {case.kind}" for case in cases])
    mine = np.array([case.mean(ours, definition) for case in cases])
    comparisons = []
    for baseline in baselines:
        theirs = np.array([case.mean(baseline, definition) for case in cases])
        comparisons.append(
            Verdict(
                baseline,
                paired_difference(mine, theirs, groups=months),
                paired_difference(mine, theirs, groups=places),
            )
        )
    return comparisons


def mean_share(cases: Sequence[Case], method: Method, definition: Definition = "any kind") -> float:
    """Return the share captured by a method, averaged over fractions and then over cases."""
    return float(np.mean([case.mean(method, definition) for case in cases]))


def best_kernel(cases: Sequence[Case]) -> Method:
    """Return the bandwidth that did best on these cases: chosen with hindsight, in its favour."""
    kernels = [name for name in cases[0].monthly if name.startswith(KERNEL)]
    return max(kernels, key=lambda name: mean_share(cases, name))


def baselines_of(cases: Sequence[Case]) -> list[Method]:
    """Return the methods to be beaten that every case has; of kernel densities the best."""
    rivals = [
        name
        for name in cases[0].monthly
        if not name.startswith((OURS, KERNEL)) and all(name in case.monthly for case in cases)
    ]
    return [*rivals, best_kernel(cases)]
