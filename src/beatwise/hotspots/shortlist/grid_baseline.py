"""The baseline that every list must beat: a fixed grid ranked by training counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.hotspots.accuracy import accuracy_at
from beatwise.hotspots.shortlist.choose import Question
from beatwise.hotspots.shortlist.expected_risk import mean_shares
from beatwise.hotspots.shortlist.training_data import Observed


@dataclass(frozen=True, slots=True)
class ListScore:
    """What a list captured of later incidents; types are scored apart and then averaged.

    ``share`` of the incidents in ``area_share`` of the ground; ``pai`` their ratio; ``pei`` the
    share over the most that the same ground could have held; ``pei_star`` the same for whole
    places; ``rri`` predicted ÷ observed (above 1: more was predicted than happened); None where not
    defined.
    """

    share: float | None
    area_share: float
    pai: float | None
    pei: float | None
    pei_star: float | None
    rri: float | None


def grid_scores(
    ground: float,
    observed: Observed,
    train: tuple[int, ...],
    score: tuple[int, ...],
    question: Question,
) -> list[ListScore]:
    """Score the fixed grid's cells, ranked by training counts, type by type."""
    grid = question.grid
    unit = grid.assign(observed.x, observed.y)
    trained = _by_unit(observed, unit, train, len(grid))
    later = _by_unit(observed, unit, score, len(grid))
    order = np.lexsort((grid.y, grid.x, -np.round(mean_shares(trained), 12)))
    fraction = min(1.0, ground / float(grid.area_m2.sum()))
    rate = trained * len(score) / len(train)
    scores = []
    for kind in range(len(observed.types)):
        if ground == 0:
            scores.append(ListScore(0.0, 0.0, None, None, None, None))
            continue
        accuracy = accuracy_at(
            order, later[:, kind], grid.area_m2, fraction=fraction, predicted=rate[:, kind]
        )
        values = [
            known_or_none(v) for v in (accuracy.pai, accuracy.pei, accuracy.pei_star, accuracy.rri)
        ]
        scores.append(ListScore(known_or_none(accuracy.share), accuracy.area_share, *values))
    return scores


def _by_unit(observed: Observed, unit: np.ndarray, months: tuple[int, ...], n: int) -> np.ndarray:
    in_cells = np.isin(observed.month, months) & (unit >= 0)
    kinds = len(observed.types)
    flat = unit[in_cells] * kinds + observed.kind[in_cells]
    return np.bincount(flat, minlength=n * kinds).reshape(n, kinds)


def over(above: float, below: float) -> float | None:
    """Return the ratio, None where it is not defined."""
    return float(above / below) if below > 0 else None


def known_or_none(value: float | None) -> float | None:
    """Return a number, None for NaN."""
    return None if value is None or not np.isfinite(value) else float(value)
