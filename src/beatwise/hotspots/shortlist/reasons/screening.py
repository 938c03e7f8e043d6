"""Screening: whether the fixed cell under a hot spot holds more than chance would deal it.

A p-value on a place that was chosen with the same months is used twice, so it can only screen: it
may say *this is no more than chance*, never *this proves the hot spot*. The cells are those of a
grid fixed beforehand, every one tested, with the false discovery rate over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from beatwise.hotspots.shortlist.choose import Question
from beatwise.hotspots.shortlist.training_data import Observed
from beatwise.hotspots.significance import local_gi


def screen(
    observed: Observed,
    months: tuple[int, ...],
    question: Question,
    shapes: Sequence[shapely.Geometry],
) -> list[tuple[float | None, float | None]]:
    """Return (p, q) for each hot spot; None where there was nothing to test.

    The cell is the one that holds most of the hot spot's incidents. With several types the smaller
    p counts, multiplied by the number of types (Bonferroni), and q likewise.
    """
    in_training = np.isin(observed.month, months)
    unit = question.units.assign(observed.x, observed.y)
    p, q = _tests(observed, question, unit, in_training)
    p_and_q: list[tuple[float | None, float | None]] = []
    for shape in shapes:
        inside = in_training & (unit >= 0)
        inside &= shapely.intersects_xy(shape, observed.x, observed.y)
        if not inside.any():
            p_and_q.append((None, None))
            continue
        cell = int(np.argmax(np.bincount(unit[inside])))
        p_and_q.append((_smallest(p[:, cell]), _smallest(q[:, cell])))
    return p_and_q


def _tests(
    observed: Observed, question: Question, unit: np.ndarray, in_training: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return p and q by type and unit, shape (types, n)."""
    results = []
    for kind in range(len(observed.types)):
        mine = in_training & (unit >= 0) & (observed.kind == kind)
        counts = np.bincount(unit[mine], minlength=len(question.units))
        tested = local_gi(counts.astype(float), question.neighbours, seed=question.seed)
        results.append((tested.p, tested.q))
    return np.array([r[0] for r in results]), np.array([r[1] for r in results])


def _smallest(by_type: np.ndarray) -> float | None:
    known = by_type[~np.isnan(by_type)]
    return min(1.0, float(known.min()) * len(by_type)) if len(known) else None
