"""Whether stepped starts keep their word on real months in which nobody tried anything.

The hot LSOAs and months of ``soak_real_months``; a programme is pretended in twelve areas that
start in three steps, September, October and November 2025, drawn by lot. 2,000 draws a row. Needs
``BEATWISE_REAL_DATA``. Real incidents dated to the day are not public, so days have no such run.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from benchmarks._rows import command, resumed
from benchmarks.soak_real_months import CHOSEN, TYPES, panels


FIRST = 2  # January and February chose the areas
START = np.repeat([6, 7, 8], 4)  # columns from March on


def rates(kind: str, share: float, draws: int, seed: int = 1) -> tuple[float, float, float]:
    """Return the mean a month, and the shares that the test and the interval call a change."""
    from scipy.stats import t as student

    from beatwise.evaluation.estimators.stepped.poisson_fit import by_period, fit_many
    from beatwise.evaluation.estimators.stepped.stepped_did import jackknife
    from beatwise.evaluation.estimators.stepped.stepped_permutation import stepped_permutation_test
    from beatwise.evaluation.estimators.study_panel import panel

    counts = panels()[kind]
    hot = counts[np.argsort(-counts[:, CHOSEN].sum(axis=1))[: int(share * len(counts))], FIRST:]
    rng = np.random.default_rng(seed)
    picked = hot[rng.random((draws, len(hot))).argsort(axis=1)[:, :12]]
    everyone = np.ones(12, dtype=bool)
    p = np.array([
        stepped_permutation_test(
            panel(counts, everyone, START), replications=299, seed=turn
        ).p_value
        for turn, counts in enumerate(picked)
    ])  # fmt: skip
    on = (np.arange(hot.shape[1]) >= START[:, None]).astype(float)
    sums, pattern = by_period(picked, on)
    estimate = fit_many(sums, pattern)[:, 0]
    reach = student.ppf(0.975, 11) * np.sqrt(jackknife(sums, pattern, estimate))
    return float(hot.mean()), float((p <= 0.05).mean()), float((np.abs(estimate) > reach).mean())


def measured(case: tuple[str, float], draws: int) -> dict[str, Any]:
    """Return what one crime and pool gave."""
    mean, test, interval = rates(*case, draws)
    return {
        "ours": f"null: permutation {test:.3f}, jackknife {interval:.3f}",
        "target": "permutation .022 to .07",
        "met": 0.022 <= test <= 0.07,
        "note": f"{draws} draws, mean a month {mean:.1f}",
    }


def run(draws: int = 2000, cluster: str | None = None) -> list[dict[str, Any]]:
    """Return one row for each crime and pool, however the work is spread."""
    cases = [
        (f"real 2025 months, {kind}, top {share:.0%} LSOAs, 12 in 3 steps", (kind, share))
        for kind in TYPES
        for share in (0.2, 0.05)
    ]
    return resumed("soak_real_starts", cases, draws, partial(measured, draws=draws), cluster)


if __name__ == "__main__":
    command("soak_real_starts", 2000)
