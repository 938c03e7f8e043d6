"""How often stepped starts are wrong: true nulls called a change, and intervals that hold -20 %.

``python -m benchmarks.soak_stepped [REPLICATIONS]`` prints what docs/methods/evaluation.md shows.
Months come from the process of the published calibration fixture (area levels, season, common
path, drift, gamma-Poisson months), the drift of an area setting in evenly, so much in a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from benchmarks._rows import command, resumed


FALL = np.log(0.8)
PERMUTATIONS = 299
SEASON, STEP, SPREAD = 0.15, 0.03, 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """How many units start in how many steps, three months apart, and their noise.

    ``before`` months come before the first start; the last step has ``each`` months on patrol.
    """

    units: int
    steps: int
    monthly: float
    variance_ratio: float
    drift: float
    before: int = 24
    each: int = 3
    what: str = "areas"

    @property
    def words(self) -> str:
        """The case in words."""
        return (
            f"starts: {self.units} {self.what} in {self.steps} steps, {self.monthly:g} a month, "
            f"variance ratio {self.variance_ratio:g}, drift {self.drift:g}"
        )

    @property
    def start(self) -> np.ndarray:
        """(units,) first patrolled column of each unit, the steps as even as they can be."""
        step = np.arange(self.units) * self.steps // self.units
        return (self.before + step * self.each).astype(np.int64)

    @property
    def months(self) -> int:
        """Months in all."""
        return self.before + self.steps * self.each


CASES = (
    Case(12, 4, 5.0, 2.0, 0.15),
    Case(12, 4, 5.0, 1.0, 0.0),
    Case(12, 4, 2.0, 2.0, 0.15),
    Case(24, 4, 5.0, 2.0, 0.15),
    Case(6, 3, 5.0, 2.0, 0.15),
    Case(7, 3, 20.0, 2.0, 0.15, what="towns"),
    Case(7, 4, 20.0, 2.0, 0.15, what="towns"),
    Case(7, 7, 20.0, 2.0, 0.15, what="towns"),
    Case(5, 5, 20.0, 2.0, 0.15, what="towns"),
    Case(4, 4, 20.0, 2.0, 0.15, what="towns"),
)


def counts(case: Case, log_ratio: float, rng: np.random.Generator) -> np.ndarray:
    """Return (units, months) counts of one programme, the starts dealt as ``case.start``."""
    n, months = case.units, case.months
    level = case.monthly * np.exp(SPREAD * rng.standard_normal(n) - SPREAD**2 / 2)
    path = np.cumsum(rng.normal(0, STEP, months))
    path += np.log1p(SEASON * np.sin(2 * np.pi * np.arange(months) / 12))
    own = np.cumsum(rng.normal(0, case.drift / 12**0.5, (n, months)), axis=1)
    on = np.arange(months) >= case.start[:, None]
    mean = level[:, None] * np.exp(path + own + log_ratio * on)
    if case.variance_ratio > 1:
        spread = case.variance_ratio - 1
        mean = rng.gamma(np.maximum(mean, 1e-12) / spread, spread)
    return rng.poisson(mean)


def rates(case: Case, replications: int, seed: int = 1) -> tuple[float, float, float, float]:
    """Return the shares of nulls rejected, of intervals that hold a true -20 %, and of it found.

    The last is the share of nulls that a design above its floor would say *fell*.
    """
    from beatwise.evaluation.estimators.poisson_did import panel_did
    from beatwise.evaluation.estimators.study_panel import panel
    from beatwise.evaluation.result.inference import stepped_inference

    rng = np.random.default_rng(seed)
    everyone = np.ones(case.units, dtype=bool)
    rejected = covered = found = fell = 0
    for turn in range(replications):
        for log_ratio in (0.0, FALL):
            units = panel(counts(case, log_ratio, rng), everyone, case.start)
            did = panel_did(units, 0.05)
            judged = stepped_inference(units, did, alpha=0.05, replications=PERMUTATIONS, seed=turn)
            test = judged.test
            assert test is not None
            assert judged.interval is not None
            low, high = judged.interval
            told = test.p_value <= 0.05 and high is not None and high < 0
            if log_ratio == 0.0:
                rejected += test.p_value <= 0.05
                fell += told
                continue
            covered += (low is None or low <= -20) and (high is None or high >= -20)
            found += told
    n = replications
    return rejected / n, covered / n, found / n, fell / n


def measured(case: Case, replications: int) -> dict[str, Any]:
    """Return what one case gave."""
    from beatwise.evaluation.estimators.stepped.dealings import smallest_dealt_p

    null, cover, power, fell = rates(case, replications)
    return {
        "ours": f"null {null:.3f}, cover {cover:.3f}, power {power:.2f}",
        "target": "null .022 to .07, cover .93 to .97",
        "met": 0.022 <= null <= 0.07 and 0.93 <= cover <= 0.97 and fell <= 0.035,
        "note": f"{replications} programmes, smallest p {smallest_dealt_p(case.start, 299):.2g}; "
        f"said to have fallen: {fell:.4f} of nulls",
    }


def run(replications: int = 2000, cluster: str | None = None) -> list[dict[str, Any]]:
    """Return one row for each case, however the work is spread."""
    cases = [(case.words, case) for case in CASES]
    row = partial(measured, replications=replications)
    return resumed("soak_stepped", cases, replications, row, cluster)


if __name__ == "__main__":
    command("soak_stepped", 2000)
