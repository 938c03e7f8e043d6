"""How often a crossover by day is wrong: true nulls called a change, and intervals that hold -20 %.

``python -m benchmarks.soak_crossover [REPLICATIONS]`` prints what docs/methods/evaluation.md shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from benchmarks._rows import command, resumed


FALL = np.log(0.8)
PERMUTATIONS = 299


@dataclass(frozen=True, slots=True)
class Case:
    """Areas, weeks and patrol days a week; incidents a month; a day's variance ratio."""

    areas: int
    weeks: int
    patrol_days: int
    monthly: float
    variance_ratio: float

    @property
    def words(self) -> str:
        """The case in words."""
        return (
            f"days: {self.areas} areas, {self.weeks} weeks, {self.patrol_days} days in each, "
            f"{self.monthly:g} a month, variance ratio {self.variance_ratio:g}"
        )


CASES = (
    Case(12, 26, 3, 2.0, 1.0),
    Case(12, 26, 3, 5.0, 1.0),
    Case(12, 26, 3, 5.0, 2.0),
    Case(3, 52, 2, 5.0, 1.0),
)


def rates(case: Case, replications: int, seed: int = 1) -> tuple[float, float, float, float]:
    """Return the shares of nulls rejected, of intervals that hold a true -20 %, and of it found.

    The last is the share of nulls that a design above its floor would say *fell*.
    """
    from beatwise.evaluation.estimators.crossover import crossover_effect, draw_days

    rng = np.random.default_rng(seed)
    rejected = covered = found = fell = 0
    for turn in range(replications):
        days = draw_days(case.areas, case.weeks, case.patrol_days, seed + turn)
        mean = np.full(days.shape, case.monthly * 12 / 365.25)
        for log_ratio in (0.0, FALL):
            level = mean * np.where(days, np.exp(log_ratio), 1.0)
            if case.variance_ratio > 1:
                spread = case.variance_ratio - 1
                level = rng.gamma(level / spread, spread)
            result = crossover_effect(
                rng.poisson(level), days, replications=PERMUTATIONS, seed=10**6 + turn
            )
            if log_ratio == 0.0:
                rejected += result.p_value <= 0.05
                fell += result.p_value <= 0.05 and result.estimate < 0
                continue
            low, high = result.interval
            found += result.p_value <= 0.05 and result.estimate < 0
            covered += bool((low is None or low <= FALL) and (high is None or high >= FALL))
    n = replications
    return rejected / n, covered / n, found / n, fell / n


def measured(case: Case, replications: int) -> dict[str, Any]:
    """Return what one case gave."""
    null, cover, power, fell = rates(case, replications)
    return {
        "ours": f"null {null:.3f}, cover {cover:.3f}, power {power:.2f}",
        "target": "null .022 to .07, cover .93 to .97",
        "met": 0.022 <= null <= 0.07 and 0.93 <= cover <= 0.97 and fell <= 0.035,
        "note": f"{replications} programmes; said to have fallen: {fell:.4f} of nulls",
    }


def run(replications: int = 2000, cluster: str | None = None) -> list[dict[str, Any]]:
    """Return one row for each case, however the work is spread."""
    cases = [(case.words, case) for case in CASES]
    row = partial(measured, replications=replications)
    return resumed("soak_crossover", cases, replications, row, cluster)


if __name__ == "__main__":
    command("soak_crossover", 2000)
