"""Published results of effect estimators, and second implementations of ours."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls

from beatwise.evaluation import poisson_did, synthetic_control
from beatwise.evaluation.estimators.cumulative import cumulative_effect
from beatwise.evaluation.estimators.meta_analysis import meta_analysis
from beatwise.evaluation.estimators.stepped.stepped_did import fit
from beatwise.evaluation.estimators.synthetic_did import mean_did, synthetic_did


def prop99(real_data: Path) -> tuple[np.ndarray, np.ndarray, list[str]]:
    lines = (real_data / "benchmarks/prop99/california_prop99.csv").read_text().splitlines()[1:]
    rows = [line.replace('"', "").split(";") for line in lines]
    states = sorted({row[0] for row in rows})
    counts = np.zeros((len(states), 31))
    for state, year, packs, _ in rows:
        counts[states.index(state), int(year) - 1970] = float(packs)
    return counts, np.array([state == "California" for state in states]), states


@pytest.mark.real
def test_the_simplex_synthetic_control_on_proposition_99(real_data) -> None:
    """California, 1989 on: -19.5138 packs, with the published weights."""
    counts, treated, states = prop99(real_data)
    found = synthetic_control(counts, treated, 19)
    assert found.estimate == pytest.approx(-19.5137540, abs=1e-3)
    assert found.gaps[-1] == pytest.approx(-26.597, abs=1e-3)
    weights = dict(zip([s for s in states if s != "California"], found.weights, strict=True))
    for state, weight in {"Utah": 0.394, "Montana": 0.232, "Nevada": 0.205}.items():
        assert weights[state] == pytest.approx(weight, abs=1e-3)


@pytest.mark.real
def test_difference_in_differences_on_proposition_99(real_data) -> None:
    """The plain difference of mean changes is -27.3491110836."""
    counts, treated, _ = prop99(real_data)
    assert mean_did(counts, treated, 19).estimate == pytest.approx(-27.3491110836, abs=1e-6)


@pytest.mark.real
def test_synthetic_difference_in_differences_on_proposition_99(real_data) -> None:
    """Through the did extra: -15.604, as R's synthdid gives."""
    pytest.importorskip("diff_diff")
    counts, treated, _ = prop99(real_data)
    found = synthetic_did(counts, treated, 19)
    assert found.estimate == pytest.approx(-15.6038278727, abs=2e-3)


@pytest.mark.real
def test_the_cumulative_effect_of_the_published_workbook(real_data) -> None:
    """Last month: 349 against 420, -71 with limits of two standard errors, ratio .831."""
    calamine = pytest.importorskip("python_calamine")
    book = real_data / "benchmarks/wdd/WDD_Spreadsheet_CrimeDeCoder.xlsx"
    rows = calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_name("CumulativeEffect")
    numbers = [
        [cell for cell in row if isinstance(cell, float)]
        for row in rows.to_python(skip_empty_area=True)
    ]
    months = [row[:2] for row in numbers if len(row) > 6]
    found = cumulative_effect([m[0] for m in months], [m[1] for m in months])
    assert (found.focus[-1], found.comparison[-1], found.difference[-1]) == (349, 420, -71)
    assert found.standard_error[-1] == pytest.approx(27.7308492477, abs=1e-8)
    assert found.difference_limits[0][-1] == pytest.approx(-126.4616985, abs=1e-6)
    assert found.difference_limits[1][-1] == pytest.approx(-15.5383015, abs=1e-6)
    assert found.ratio[-1] == pytest.approx(0.8309523810, abs=1e-9)
    assert found.ratio_limits[0][-1] == pytest.approx(0.7188912153, abs=1e-8)
    assert found.ratio_limits[1][-1] == pytest.approx(0.9604817039, abs=1e-8)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 9), st.integers(4, 10))
def test_the_closed_form_is_the_iterative_fit(seed, areas, months) -> None:
    """On a balanced panel with one start both give the same coefficient to 1e-8."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(2, 3, (areas, 1)) + 1, (areas, months)).astype(float) + 1
    treated = np.arange(areas) < max(1, areas // 3)
    start = months // 2
    on = (treated[:, None] & (np.arange(months) >= start)[None, :]).astype(float)
    closed = poisson_did(counts, treated, start).estimate
    t0, t1 = counts[treated][:, :start].sum(), counts[treated][:, start:].sum()
    c0, c1 = counts[~treated][:, :start].sum(), counts[~treated][:, start:].sum()
    assert closed == pytest.approx(log(t1 / t0) - log(c1 / c0), abs=1e-12)
    assert fit(counts, on) == pytest.approx(closed, abs=1e-8)


BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]  # fmt: skip


def test_random_effects_on_the_vaccine_trials() -> None:
    """Thirteen BCG trials (Colditz 1994): log risk ratio -0.714, between-trial variance .309."""
    effects = [log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG]
    errors = [(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) ** 0.5 for a, b, c, d in BCG]
    found = meta_analysis(effects, errors)
    assert found.estimate == pytest.approx(-0.7141, abs=1e-4)
    assert found.tau**2 == pytest.approx(0.3088, abs=1e-4)
    assert found.prediction is not None
    assert found.prediction[0] < found.interval[0] < found.interval[1] < found.prediction[1]


def grid() -> np.ndarray:
    """Nine areas by fourteen months, by a formula that any program can repeat."""
    area, month = np.indices((9, 14))
    return (area * 7 + month * 3 + area * month) % 11 + area % 3


STEPS = [5, 5, 8, 11]


@pytest.mark.parametrize(
    ("treated", "starts", "coefficient"),
    [
        (4, 7, 0.1293079509729605),
        (4, [*STEPS, 0, 0, 0, 0, 0], 0.14816719550864565),
        (9, [3, 4, 5, 6, 7, 8, 9, 10, 11], -0.1283680715746257),
    ],
)
def test_the_two_way_poisson_coefficient_of_two_other_packages(
    treated, starts, coefficient
) -> None:
    """One start, steps, and everybody in the end: pyfixest 0.60.0 and statsmodels 0.15.0 agree."""
    found = poisson_did(grid(), np.arange(9) < treated, starts)
    assert found.estimate == pytest.approx(coefficient, abs=1e-8)


def test_areas_and_months_without_incidents_carry_nothing() -> None:
    """As pyfixest 0.60.0 drops them: an empty area, an empty month, a patrolled area gone quiet."""
    counts = grid()
    counts[1], counts[:, 3], counts[2, 8:] = 0, 0, 0
    found = poisson_did(counts, np.arange(9) < 4, [*STEPS, None, None, None, None, None])
    assert found.estimate == pytest.approx(-0.40247022316639924, abs=1e-8)


def simplex_by_heavy_rows(pre: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Solve the simplex problem another way: non-negative least squares with a heavy sum."""
    heavy = 1e4 * np.abs(pre).max()
    weights, _ = nnls(
        np.vstack([pre.T, np.full(len(pre), heavy)]), np.append(target, heavy), maxiter=10_000
    )
    return weights / weights.sum()


@pytest.mark.parametrize("seed", range(6))
def test_synthetic_control_is_the_least_squares_simplex_at_any_scale(seed) -> None:
    """From thousandths to millions, with fewer donors than months and more: never a worse fit."""
    rng = np.random.default_rng(seed)
    donors, months, start = int(rng.integers(3, 40)), 30, int(rng.integers(2, 29))
    walk = rng.normal(0, 0.3, (donors + 1, months)).cumsum(axis=1)
    panel = 10.0 ** rng.uniform(-3, 6) * np.maximum(rng.gamma(3, 1, (donors + 1, 1)) + walk + 2, 0)
    found = synthetic_control(panel, np.arange(donors + 1) == 0, start, placebos=False)
    pre, target = panel[1:, :start], panel[0, :start]

    def loss(weights: np.ndarray) -> float:
        return float(np.square(target - weights @ pre).sum())

    even = loss(np.full(donors, 1 / donors))
    assert loss(found.weights) <= loss(simplex_by_heavy_rows(pre, target)) + 1e-9 * even
    assert found.weights.min() >= 0
    assert found.weights.sum() == pytest.approx(1, abs=1e-9)
