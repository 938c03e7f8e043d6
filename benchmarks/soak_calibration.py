"""Whether the default inference keeps its word, design by design, with WDD's own rate beside it.

Full run: 2,000 replications of each null and each true -20 %, about three minutes.
``python -m benchmarks.soak_calibration [replications]`` prints the table of
``docs/methods/evaluation.md``. The process is that of the published calibration fixture (area
levels, season, common path, drift, gamma-Poisson months); totals before and after are drawn
directly, which has the same distribution.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from beatwise.evaluation.estimators.permutation import possible_assignments
from beatwise.evaluation.estimators.rate_ratio_result import FEWEST_TREATED_FOR_CR3
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.side_by_side import cr3_many, permutation_p
from benchmarks._rows import command, resumed


BEFORE, AFTER = 24, 12
LISTED = 7000
SEASON, STEP, SPREAD = 0.15, 0.03, 0.5


@dataclass(frozen=True)
class Case:
    """A stated design: how many are treated and compared, in blocks or not, and its noise."""

    name: str
    treated: int
    comparison: int
    mu: float
    vmr: float
    drift: float
    blocks: int = 1


@dataclass(frozen=True)
class Rates:
    """Shares of replications."""

    wdd: float
    welch: float
    cr3: float | None
    permutation: float
    smallest_p: float
    coverage: float | None
    relabelled_coverage: float


def cases() -> list[Case]:
    """Return the fixture's 24 designs, then paired and town designs."""
    grid = [
        Case(f"12 v {n}", 12, n, mu, vmr, drift)
        for n in (12, 60)
        for mu in (2.0, 5.0)
        for vmr in (1.0, 2.0, 3.0)
        for drift in (0.0, 0.15)
    ]
    return [
        *grid,
        Case("12 matched pairs", 12, 12, 5.0, 2.0, 0.15, blocks=12),
        Case("8 blocks of 3", 8, 16, 5.0, 2.0, 0.15, blocks=8),
        Case("1 of 7 towns", 1, 6, 20.0, 2.0, 0.15),
        Case("1 of 21 towns", 1, 20, 20.0, 2.0, 0.15),
        Case("3 of 7 towns", 3, 4, 20.0, 2.0, 0.15),
        Case("3 of 10 towns", 3, 7, 20.0, 2.0, 0.15),
        Case("7 of 14 towns", 7, 7, 20.0, 2.0, 0.15),
        Case("7 of 28 towns", 7, 21, 20.0, 2.0, 0.15),
    ]


def design(case: Case) -> Programme:
    """Return the case as a design."""
    areas = case.treated + case.comparison
    treated = np.arange(areas) < case.treated
    blocks = np.zeros(areas, dtype=np.int64)
    if case.blocks > 1:
        blocks = np.where(
            treated, np.arange(areas), (np.arange(areas) - case.treated) % case.blocks
        )
    return Programme(np.full(areas, case.mu), treated, blocks, BEFORE, AFTER)


def totals(
    case: Case, effect: float, replications: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return (areas, replications) totals before and after."""
    made = design(case)
    areas, months = len(made.mean), BEFORE + AFTER
    level = case.mu * np.exp(SPREAD * rng.standard_normal((areas, replications)) - SPREAD**2 / 2)
    if case.blocks > 1:  # matched: the two of a pair share most of their level
        shared = np.exp(SPREAD * rng.standard_normal((case.blocks, replications)) - SPREAD**2 / 2)
        level = (
            case.mu
            * shared[made.blocks]
            * np.exp(0.15 * rng.standard_normal((areas, replications)))
        )
    path = np.exp(np.cumsum(rng.normal(0, STEP, (months, replications)), axis=0))
    path *= np.exp(SEASON * np.sin(2 * np.pi * np.arange(months) / 12))[:, None]
    change = np.exp(case.drift * rng.standard_normal((areas, replications)))
    change[made.treated] *= 1 + effect / 100
    means = level * path[:BEFORE].sum(axis=0), level * change * path[BEFORE:].sum(axis=0)
    if case.vmr == 1:
        return tuple(rng.poisson(m).astype(float) for m in means)  # type: ignore[return-value]
    scale = case.vmr - 1
    return tuple(  # type: ignore[return-value]
        rng.poisson(rng.gamma(m / scale, scale)).astype(float) for m in means
    )


def rates(case: Case, effect: float, replications: int = 2000, seed: int = 1) -> Rates:
    """Return rejection and coverage of one case at one true effect (per cent)."""
    made = design(case)
    rng = np.random.default_rng([seed, round(-effect)])
    before, after = totals(case, effect, replications, rng)
    p = ranks(made, before, after, seed)
    cleared = after.copy()
    cleared[made.treated] /= 1 + effect / 100
    kept = ranks(made, before, cleared, seed) > 0.05 + 1e-12
    wdd, welch = count_rules(before, after, made.treated)
    cr3 = coverage = None
    if case.treated >= FEWEST_TREATED_FOR_CR3:
        estimate, reach = cr3_many(before, after, made.treated)
        cr3 = float((np.abs(estimate) > reach).mean())
        coverage = float((np.abs(estimate - np.log1p(effect / 100)) <= reach).mean())
    return Rates(
        wdd, welch, cr3, float((p <= 0.05 + 1e-12).mean()), made.smallest_p, coverage,
        float(kept.mean()),
    )  # fmt: skip


def ranks(made: Programme, before: np.ndarray, after: np.ndarray, seed: int) -> np.ndarray:
    """Return permutation p-values as a result would have them: every assignment where listable."""
    listed = possible_assignments(made.treated, made.blocks) <= LISTED
    parts = np.array_split(np.arange(before.shape[1]), max(1, before.shape[1] // 250))
    return np.concatenate(
        [
            permutation_p(made, before[:, part], after[:, part], LISTED if listed else 299, seed)
            for part in parts
        ]
    )


def count_rules(before: np.ndarray, after: np.ndarray, treated: np.ndarray) -> tuple[float, float]:
    """Return how often WDD rejects, with its Poisson error and with the areas' own spread."""
    from scipy.stats import t as student

    f, g = AFTER / BEFORE, treated.sum() / (~treated).sum()
    change = after - f * before
    estimate = change[treated].sum(axis=0) - g * change[~treated].sum(axis=0)
    poisson = sum(
        w * (after[s] + f**2 * before[s]).sum(axis=0) for s, w in ((treated, 1), (~treated, g**2))
    )
    naive = float((np.abs(estimate) > 1.959964 * np.sqrt(poisson)).mean())
    if min(treated.sum(), (~treated).sum()) < 2:
        return naive, float("nan")
    parts = [
        w * s.sum() * change[s].var(axis=0, ddof=1) for s, w in ((treated, 1), (~treated, g**2))
    ]
    spread = parts[0] + parts[1]
    freedom = spread**2 / (
        parts[0] ** 2 / (treated.sum() - 1) + parts[1] ** 2 / ((~treated).sum() - 1)
    )
    limit = student.ppf(0.975, freedom) * np.sqrt(spread)
    return naive, float((np.abs(estimate) > limit).mean())


def measured(case: Case, replications: int) -> dict[str, Any]:
    """Return what one case gave."""
    began = time.perf_counter()
    null, fall = rates(case, 0, replications), rates(case, -20, replications)
    coarse = null.smallest_p > 0.02
    level = null.permutation <= 0.07 and (coarse or null.permutation >= 0.022)
    covers = fall.coverage if fall.coverage is not None else fall.relabelled_coverage
    met = level and covers >= 0.93 and (coarse or covers <= 0.97)
    if fall.cr3 is not None:
        met = met and fall.permutation >= fall.cr3
    return {
        "ours": round(time.perf_counter() - began, 2),
        "target": "null .022–.07, coverage .93–.97, permutation power ≥ CR3's",
        "met": bool(met),
        "note": f"null: permutation {null.permutation:.4f} (smallest p "
        f"{null.smallest_p:.2g}), CR3 {_f(null.cr3)}, WDD {null.wdd:.4f}, WDD corrected "
        f"{_f(null.welch)}; −20 %: coverage {covers:.4f}, power permutation "
        f"{fall.permutation:.4f}, CR3 {_f(fall.cr3)}",
    }


def run(replications: int = 2000, cluster: str | None = None) -> list[dict[str, Any]]:
    """Return one row for each case, however the work is spread."""
    named = [
        (
            (
                f"{case.name}, {case.mu:g} a month, variance ratio {case.vmr:g}, drift "
                f"{case.drift:g}, {replications} programmes"
            ),
            case,
        )
        for case in cases()
    ]
    row = partial(measured, replications=replications)
    return resumed("soak_calibration", named, replications, row, cluster)


def _f(value: float | None) -> str:
    return "–" if value is None or value != value else f"{value:.4f}"


if __name__ == "__main__":
    command("soak_calibration", 2000)
