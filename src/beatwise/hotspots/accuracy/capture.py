"""What a chosen area captured: PAI, PEI, PEI* and RRI of an ordering of units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.errors import BadInput, UsageError
from beatwise.hotspots.accuracy.attainable import most_in_area, most_in_whole_units


RRI_DIRECTION = "predicted ÷ observed: above 1, more was predicted there than happened"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What the first units of an ordering captured of later events.

    Parameters
    ----------
    area_m2, area_share
        The area taken, and its share of all area.
    units
        Units taken; the last one in part when the area was asked for.
    captured, events
        Events inside (the last unit's in proportion to the part taken), and events in all.
    share
        ``captured / events``; ``nan`` without events, as is everything below.
    pai
        ``share / area_share``: 1 is no better than spreading the area at random.
    pei
        ``captured`` over the most that the same area could have held, the last unit cut too.
    pei_star
        The same when only whole units can be chosen: events in the whole units taken in order
        while they fit, over the most that any set of whole units of no greater area holds.
    rri
        ``RRI_DIRECTION`` inside the area; ``None`` when nothing was predicted in numbers.
    """

    area_m2: float
    area_share: float
    units: float
    captured: float
    events: float
    share: float
    pai: float
    pei: float
    pei_star: float
    rri: float | None


def accuracy_at(
    order: np.ndarray,
    observed: np.ndarray,
    area_m2: np.ndarray,
    *,
    fraction: float | None = None,
    units: int | None = None,
    predicted: np.ndarray | None = None,
) -> Accuracy:
    """Score the first units of an ordering, up to a share of the area or a number of units.

    Parameters
    ----------
    order
        Indexes of units, best first, each at most once; it may stop early (a short list).
    observed
        Events that happened afterwards in every unit of the area, (n,).
    area_m2
        The area of every unit, (n,), positive.
    fraction
        Share of all area to take; the last unit is taken in part. Exclusive with ``units``.
    units
        Number of units to take whole.
    predicted
        Events expected in every unit over the same months, (n,), for the RRI.

    Raises
    ------
    BadInput
        Arrays that do not fit, areas that are not positive, an index twice or out of range.
    UsageError
        Neither or both of ``fraction`` and ``units``; a share outside 0 to 1.
    """
    order, observed, area_m2 = _checked(order, observed, area_m2)
    if (fraction is None) == (units is None):
        raise UsageError("Ask for a share of the area or for a number of units, one of the two.")
    if fraction is not None and not 0 < fraction <= 1:
        raise UsageError(f"A share of the area lies above 0 and at most at 1, not {fraction:g}.")
    if units is not None:
        part = (np.arange(len(order)) < units).astype(float)
        limit = float(area_m2[order] @ part)
    else:
        limit = float(fraction or 0.0) * float(area_m2.sum())
        part = _parts(area_m2[order], limit)
    return _measured(order, part, limit, observed, area_m2, predicted)


def share_captured(
    order: np.ndarray, observed: np.ndarray, area_m2: np.ndarray, fractions: np.ndarray
) -> np.ndarray:
    """Share of events in the first ``fractions`` of the area, the last unit taken in part.

    Shapes as in :func:`accuracy_at`; returns (len(fractions),), ``nan`` without events.
    """
    order, observed, area_m2 = _checked(order, observed, area_m2)
    total = observed.sum()
    if total == 0:
        return np.full(len(fractions), np.nan)
    area = np.concatenate([[0.0], np.cumsum(area_m2[order])])
    events = np.concatenate([[0.0], np.cumsum(observed[order])])
    return np.interp(np.asarray(fractions) * area_m2.sum(), area, events) / total


def _parts(areas: np.ndarray, limit: float) -> np.ndarray:
    """How much of each unit in turn fits into the limit, 0 to 1."""
    before = np.cumsum(areas) - areas
    part = np.clip((limit - before) / areas, 0.0, 1.0)
    part[part > 1.0 - 1e-9] = 1.0
    part[part < 1e-9] = 0.0
    return part


def _measured(
    order: np.ndarray,
    part: np.ndarray,
    limit: float,
    observed: np.ndarray,
    area_m2: np.ndarray,
    predicted: np.ndarray | None,
) -> Accuracy:
    ground_m2 = float(area_m2[order] @ part)
    captured, events = float(observed[order] @ part), float(observed.sum())
    whole = float(observed[order][part == 1.0].sum())
    area_share = ground_m2 / float(area_m2.sum())
    share = _over(captured, events)
    expected = None if predicted is None else float(np.asarray(predicted)[order] @ part)
    return Accuracy(
        area_m2=ground_m2,
        area_share=area_share,
        units=float(part.sum()),
        captured=captured,
        events=events,
        share=share,
        pai=_over(share, area_share),
        pei=_over(captured, most_in_area(observed, area_m2, ground_m2)),
        pei_star=_over(whole, most_in_whole_units(observed, area_m2, ground_m2)),
        rri=None if expected is None else _over(expected, captured),
    )


def _over(above: float, below: float) -> float:
    return above / below if below > 0 else float("nan")


def _checked(
    order: np.ndarray, observed: np.ndarray, area_m2: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    order = np.asarray(order, dtype=np.int64)
    observed, area_m2 = np.asarray(observed, dtype=float), np.asarray(area_m2, dtype=float)
    if observed.shape != area_m2.shape or observed.ndim != 1:
        raise BadInput("Give one count and one area for each unit.")
    if not np.all(area_m2 > 0) or not np.all(np.isfinite(area_m2)):
        raise BadInput("Every unit needs an area above zero.")
    if not np.all(np.isfinite(observed) & (observed >= 0)):
        raise BadInput(
            "Some counts are missing or negative.",
            next_step="Leave months without data out; no data is never zero.",
        )
    if len(np.unique(order)) != len(order):
        raise BadInput("The ordering names a unit twice.")
    if len(order) and not (order.min() >= 0 and order.max() < len(observed)):
        raise BadInput("The ordering names a unit that is not there.")
    return order, observed, area_m2
