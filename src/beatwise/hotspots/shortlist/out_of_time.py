"""How a list, chosen on earlier months, did on later ones, beside what it must beat.

Two baselines. *Grid*: the cells of a grid fixed beforehand, ranked by training-period counts, as
much ground as the list has; what an ordinary hot-spot map gives. *Same rule*: the list's own rule
with plain training counts in place of the prediction; what the prediction itself adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import shapely

from beatwise.hotspots.accuracy import Paired, paired_difference, rolled_origins
from beatwise.hotspots.shortlist.choose import Question, places, places_by_counts
from beatwise.hotspots.shortlist.expected_risk import expected_rates
from beatwise.hotspots.shortlist.grid_baseline import ListScore, grid_scores, known_or_none, over
from beatwise.hotspots.shortlist.limits import Limits
from beatwise.hotspots.shortlist.training_data import Observed, map_points


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


class _Shares(NamedTuple):
    """The share captured in one month by the list, the grid and the same rule by counts."""

    ours: float
    grid: float
    same_rule: float


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
    grid = grid_scores(ground, observed, train, score, question)
    cases = [
        _Shares(
            *_month_pair(shapes, observed, train, m, question), share_held(plain, observed, (m,))
        )
        for m in score
    ]
    months = tuple(ScoredMonth(m, *_known(c[:2])) for m, c in zip(score, cases, strict=True))
    origins = 0
    if len(score) < ENOUGH_MONTHS:
        cases = _rolled(observed, train, score, question)
        origins = len(cases)
    ours_, grid_, same_ = np.array(cases, float).reshape(-1, 3).T
    mean, mean_grid, mean_same = _mean(by_type), _mean(grid), _mean(same)
    return OutOfTime(
        ours=mean,
        grid=mean_grid,
        same_rule=mean_same,
        by_type=dict(zip(observed.types, by_type, strict=True)),
        months=months,
        against_grid=_careful(paired_difference(ours_, grid_), mean, mean_grid),
        against_same_rule=_careful(paired_difference(ours_, same_), mean, mean_same),
        origins=origins,
    )


def _careful(paired: Paired, ours: ListScore, theirs: ListScore) -> Paired:
    """Do not say *beats* when rolled origins say so but this very list did not."""
    if paired.verdict == "beats" and (ours.share or 0.0) <= (theirs.share or 0.0):
        return replace(paired, verdict="no worse")
    return paired


def _rolled(
    observed: Observed, train: tuple[int, ...], score: tuple[int, ...], question: Question
) -> list[_Shares]:
    """Stand at the end of earlier months, choose again, and score the month that followed."""
    window = max(3, (2 * len(train)) // 3)
    both = sorted({*train, *score})
    cases = []
    for origin in rolled_origins(both, window, least=min(window, 3))[-_MOST_ORIGINS:]:
        ours = [c.geometry for c in places(observed, origin.train, question)]
        plain = [c.geometry for c in places_by_counts(observed, origin.train, question)]
        month = origin.score[0]
        own, grid = _month_pair(ours, observed, origin.train, month, question)
        cases.append(_Shares(own, grid, share_held(plain, observed, origin.score)))
    return cases


def _month_pair(
    shapes: Sequence[shapely.Geometry],
    observed: Observed,
    train: tuple[int, ...],
    month: int,
    question: Question,
) -> tuple[float, float]:
    grid = grid_scores(sum(s.area for s in shapes), observed, train, (month,), question)
    shares = [g.share for g in grid if g.share is not None]
    return share_held(shapes, observed, (month,)), float(np.mean(shares)) if shares else np.nan


def _inside(shapes: Sequence[shapely.Geometry], observed: Observed) -> np.ndarray:
    inside = np.zeros(len(observed.x), bool)
    for shape in shapes:
        inside |= shapely.intersects_xy(shape, observed.x, observed.y)
    return inside


def share_held(
    shapes: Sequence[shapely.Geometry], observed: Observed, months: tuple[int, ...]
) -> float:
    """Return the share captured, averaged over the types that occurred; nan without any."""
    captured = observed.counts(months, _inside(shapes, observed)).sum(axis=1)
    total = observed.counts(months).sum(axis=1)
    occurring = total > 0
    return (
        float((captured[occurring] / total[occurring]).mean()) if occurring.any() else float("nan")
    )


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
    most, most_whole = _attainable(ground, observed, score, question)
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


def _attainable(
    ground: float, observed: Observed, score: tuple[int, ...], question: Question
) -> tuple[np.ndarray, np.ndarray]:
    """Return by type the most that the same rule finds in as much ground, knowing what happened.

    The last place is taken in part for the first answer, whole places only for the second.
    """
    lax = Limits(count=200, incidents=1, lift=0.0, smallest_m=1.0, join_m=-1e9, ground_m2=ground)
    most, whole = [], []
    for kind in range(len(observed.types)):
        best = places_by_counts(_only(observed, kind), score, question, lax)
        areas = np.cumsum([0.0] + [c.geometry.area for c in best])
        counts = [_count(c.geometry, observed, kind, score) for c in best]
        captured = np.cumsum([0.0, *counts])
        most.append(float(np.interp(ground, areas, captured)))
        whole.append(float(captured[areas <= ground * (1 + 1e-9)].max()))
    return np.array(most), np.array(whole)


def _only(observed: Observed, kind: int) -> Observed:
    of_kind = observed.kind == kind
    return Observed(
        area=observed.area,
        types=(observed.types[kind],),
        months=observed.months,
        x=observed.x[of_kind],
        y=observed.y[of_kind],
        month=observed.month[of_kind],
        kind=np.zeros(int(of_kind.sum()), np.int64),
        label=observed.label[of_kind],
        exact=observed.exact,
        code=None if observed.code is None else observed.code[of_kind],
    )


def _count(shape: shapely.Geometry, observed: Observed, kind: int, months: tuple[int, ...]) -> int:
    inside = shapely.intersects_xy(shape, observed.x, observed.y)
    return int(observed.counts(months, inside)[kind].sum())


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
