"""How a list, chosen on earlier months, did on later ones, beside what it must beat.

Two baselines. *Grid*: the cells of a grid fixed beforehand, ranked by training-period counts, as
much ground as the list has; what an ordinary hot-spot map gives. *Same rule*: the list's own rule
with plain training counts in place of the prediction; what the prediction itself adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import shapely

from beatwise.errors import MissingData
from beatwise.hotspots.accuracy import Paired, paired_difference, rolled_origins
from beatwise.hotspots.shortlist.grid_baseline import ListScore, grid_scores, known_or_none, over
from beatwise.hotspots.shortlist.most_capturable import attainable
from beatwise.hotspots.shortlist.placing.choose import Question, places, places_by_counts
from beatwise.hotspots.shortlist.placing.expected_risk import expected_rates
from beatwise.hotspots.shortlist.placing.training_data import Observed, map_points


ENOUGH_MONTHS = 12  # scored months from which the list's own months carry the interval
_MOST_ORIGINS = 12


@dataclass(frozen=True, slots=True)
class ScoredMonth:
    """One scored month: the share captured by the list and by the grid of counts."""

    month: int
    ours: float | None
    grid: float | None


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """A list scored on months after those it was chosen on.

    Parameters
    ----------
    ours, grid, same_rule
        The list and its two baselines, averaged over types.
    by_type
        The list's score for each type.
    months
        Each scored month.
    against_grid, against_same_rule
        Paired differences in the share captured at equal ground.
    of_types
        The same for each type by itself, the list being one; empty for a list of one type.
    origins
        How many rolled origins stand behind them; 0 when the scored months themselves do.
    """

    ours: ListScore
    grid: ListScore
    same_rule: ListScore
    by_type: dict[str, ListScore]
    months: tuple[ScoredMonth, ...]
    against_grid: Paired
    against_same_rule: Paired
    origins: int
    of_types: dict[str, OutOfTime] = field(default_factory=dict)


class _Scored(NamedTuple):
    """The scores of the list, the grid and the same rule, each type by type."""

    ours: list[ListScore]
    grid: list[ListScore]
    same_rule: list[ListScore]


def score_list(
    shapes: Sequence[shapely.Geometry],
    observed: Observed,
    train: tuple[int, ...],
    score: tuple[int, ...],
    question: Question,
) -> OutOfTime | None:
    """Score the hot spots ``shapes``; None when the list is empty or nothing happened later."""
    if not shapes or not observed.counts(score).sum():
        return None
    by_type = _measured(shapes, observed, train, score, question)
    plain = [c.geometry for c in places_by_counts(observed, train, question)]
    alike = [s.wkb for s in plain] == [s.wkb for s in shapes]
    same = by_type if alike else _measured(plain, observed, train, score, question)
    ground = sum(s.area for s in shapes)
    scored = _Scored(by_type, grid_scores(ground, observed, train, score, question), same)
    months = np.array([_shares(shapes, plain, observed, train, m, question) for m in score])
    cases, origins = months, 0
    if len(score) < ENOUGH_MONTHS:
        rolled = _rolled(observed, train, score, question)
        cases = np.array(rolled, float).reshape(-1, len(observed.types), 3)
        origins = len(rolled)
    everything = list(range(len(observed.types)))
    whole = _put_together(observed, score, scored, months, cases, everything, origins)
    if len(everything) == 1:
        return whole
    of_types = {
        kind: _put_together(observed, score, scored, months, cases, [number], origins)
        for number, kind in enumerate(observed.types)
    }
    return replace(whole, of_types=of_types)


def _put_together(
    observed: Observed,
    score: tuple[int, ...],
    scored: _Scored,
    months: np.ndarray,
    cases: np.ndarray,
    kinds: list[int],
    origins: int,
) -> OutOfTime:
    """Return the accuracy over some types.

    ``months`` and ``cases`` are shares captured in months, shape (months, types, 3): by the list,
    the grid and the same rule by counts.
    """
    of_kinds = _Scored(*([scores[k] for k in kinds] for scores in scored))
    ours, grid, same = _mean_over(cases, kinds).T
    by_month = _mean_over(months, kinds)[:, :2].tolist()
    mean, mean_grid, mean_same = (_mean(scores) for scores in of_kinds)
    return OutOfTime(
        ours=mean,
        grid=mean_grid,
        same_rule=mean_same,
        by_type={observed.types[k]: scored.ours[k] for k in kinds},
        months=tuple(
            ScoredMonth(m, *_known(pair)) for m, pair in zip(score, by_month, strict=True)
        ),
        against_grid=_careful(paired_difference(ours, grid), mean, mean_grid),
        against_same_rule=_careful(paired_difference(ours, same), mean, mean_same),
        origins=origins,
    )


def _mean_over(shares: np.ndarray, kinds: list[int]) -> np.ndarray:
    """Return the mean over the types that occurred, shape (months, 3); nan without any."""
    known = ~np.isnan(shares[:, kinds])
    total = np.where(known, shares[:, kinds], 0.0).sum(axis=1)
    count = known.sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _careful(paired: Paired, ours: ListScore, theirs: ListScore) -> Paired:
    """Do not say *beats* when rolled origins say so but this very list did not."""
    if paired.verdict == "beats" and (ours.share or 0.0) <= (theirs.share or 0.0):
        return replace(paired, verdict="no worse")
    return paired


def _rolled(
    observed: Observed, train: tuple[int, ...], score: tuple[int, ...], question: Question
) -> list[np.ndarray]:
    """Stand at the end of earlier months, choose again, and score the month that followed.

    Empty where no three months in a row are followed by another: nothing can be compared then.
    """
    window = max(3, (2 * len(train)) // 3)
    both = sorted({*train, *score})
    try:
        origins = rolled_origins(both, window, least=min(window, 3))[-_MOST_ORIGINS:]
    except MissingData:
        return []
    cases = []
    for origin in origins:
        ours = [c.geometry for c in places(observed, origin.train, question)]
        plain = [c.geometry for c in places_by_counts(observed, origin.train, question)]
        cases.append(_shares(ours, plain, observed, origin.train, origin.score[0], question))
    return cases


def _shares(
    shapes: Sequence[shapely.Geometry],
    plain: Sequence[shapely.Geometry],
    observed: Observed,
    train: tuple[int, ...],
    month: int,
    question: Question,
) -> np.ndarray:
    """Return the share of each type captured in a month by list, grid and same rule, (types, 3)."""
    grid = grid_scores(sum(s.area for s in shapes), observed, train, (month,), question)
    return np.column_stack([
        shares_held(shapes, observed, (month,)),
        [np.nan if g.share is None else g.share for g in grid],
        shares_held(plain, observed, (month,)),
    ])  # fmt: skip


def _inside(shapes: Sequence[shapely.Geometry], observed: Observed) -> np.ndarray:
    inside = np.zeros(len(observed.x), bool)
    for shape in shapes:
        inside |= shapely.intersects_xy(shape, observed.x, observed.y)
    return inside


def share_held(
    shapes: Sequence[shapely.Geometry], observed: Observed, months: tuple[int, ...]
) -> float:
    """Return the share captured, averaged over the types that occurred; nan without any."""
    shares = shares_held(shapes, observed, months)
    return float(np.mean(shares[~np.isnan(shares)])) if (~np.isnan(shares)).any() else float("nan")


def shares_held(
    shapes: Sequence[shapely.Geometry], observed: Observed, months: tuple[int, ...]
) -> np.ndarray:
    """Return the share captured of each type, shape (types,); nan for one that did not occur."""
    captured = observed.counts(months, _inside(shapes, observed)).sum(axis=1)
    total = observed.counts(months).sum(axis=1)
    return np.where(total > 0, captured / np.maximum(total, 1), np.nan)


def _measured(
    shapes: Sequence[shapely.Geometry],
    observed: Observed,
    train: tuple[int, ...],
    score: tuple[int, ...],
    question: Question,
) -> list[ListScore]:
    """Score places type by type."""
    captured = observed.counts(score, _inside(shapes, observed)).sum(axis=1)
    total = observed.counts(score).sum(axis=1)
    ground = sum(s.area for s in shapes)
    most, most_whole = attainable(ground, observed, score, question)
    predicted = _predicted(shapes, observed, train) * len(score)
    scores = []
    for kind in range(len(observed.types)):
        share = over(captured[kind], total[kind])
        area_share = ground / observed.area.area_m2
        scores.append(
            ListScore(
                share=share,
                area_share=area_share,
                pai=None if share is None else over(share, area_share),
                pei=over(captured[kind], max(most[kind], captured[kind])),
                pei_star=over(captured[kind], max(most_whole[kind], captured[kind])),
                rri=over(predicted[kind], captured[kind]),
            )
        )
    return scores


def _predicted(
    shapes: Sequence[shapely.Geometry], observed: Observed, train: tuple[int, ...]
) -> np.ndarray:
    """Return the incidents of each type expected a month inside the places, shape (types,)."""
    points = map_points(observed, train)
    rates = expected_rates(points, train)
    inside = np.zeros(len(points.x), bool)
    for shape in shapes:
        inside |= shapely.intersects_xy(shape, points.x, points.y)
    return np.asarray(rates[inside].sum(axis=0))


def _mean(scores: list[ListScore]) -> ListScore:
    def mean_of(name: str) -> float | None:
        known = [getattr(s, name) for s in scores if getattr(s, name) is not None]
        return float(np.mean(known)) if known else None

    return ListScore(
        share=mean_of("share"),
        area_share=scores[0].area_share,
        pai=mean_of("pai"),
        pei=mean_of("pei"),
        pei_star=mean_of("pei_star"),
        rri=mean_of("rri"),
    )


def _known(values: Sequence[float]) -> list[float | None]:
    return [known_or_none(v) for v in values]
