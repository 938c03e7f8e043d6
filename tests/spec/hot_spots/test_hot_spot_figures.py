"""What is said of each hot spot: persistence, steadiness, screening, scores, reasons."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from tests.worlds import CORNERS

from beatwise.hotspots.shortlist.out_of_time import score_list
from beatwise.hotspots.shortlist.placing.choose import Question, places
from beatwise.hotspots.shortlist.placing.expected_risk import mean_shares
from beatwise.hotspots.shortlist.placing.training_data import Observed, map_points
from beatwise.hotspots.shortlist.reasons.describe import describe
from beatwise.hotspots.shortlist.reasons.hot_months import recent, standing
from beatwise.hotspots.shortlist.reasons.reasons import confidence
from beatwise.hotspots.shortlist.reasons.split_half import found_again
from beatwise.places.areas import Area
from beatwise.places.cells import cut
from beatwise.places.neighbours import queen


TOWN = Area("T1", "Town", "towns", shapely.box(504_000, 351_000, 507_000, 353_000))
ASB, SHOP = "anti-social-behaviour", "shoplifting"
FAR = (506_500.0, 352_500.0)


def observed(rows: list[tuple[tuple[float, float], int, str, int]]) -> Observed:
    """Incidents: place, month, type, how many."""
    x, y, month, kind = [], [], [], []
    for (px, py), at, name, times in rows:
        x += [px] * times
        y += [py] * times
        month += [at] * times
        kind += [(ASB, SHOP).index(name)] * times
    label = np.array(["On or near Market Place"] * len(x), dtype=object)
    months = tuple(range(24_300, 24_312))
    return Observed(
        TOWN, (ASB, SHOP), months, np.array(x), np.array(y), np.array(month), np.array(kind), label
    )


@pytest.fixture
def world() -> Observed:
    """Market Place: ASB every month. The far corner: shoplifting in the first six months."""
    rows = [(CORNERS["Market Place"], m, ASB, 4) for m in range(24_300, 24_312)]
    rows += [(FAR, m, SHOP, 1) for m in range(24_300, 24_306)]
    rows += [((504_100.0, 351_100.0 + 150 * n), 24_300 + n, ASB, 1) for n in range(12)]
    return observed(rows)


@pytest.fixture
def question() -> Question:
    """Hexagons of 220 m over the town."""
    units = cut(TOWN.geometry, "hex", 220)
    near = queen(units)
    return Question("hex", 220.0, units, units, near, near)


TRAIN, SCORE = tuple(range(24_300, 24_309)), (24_309, 24_310, 24_311)


def test_types_weigh_the_same_however_many(world: Observed, question: Question) -> None:
    """Six shopliftings, all of that type, rank above 36 of 45 ASB incidents: shares, not sums."""
    spots = describe(places(world, TRAIN, question), world, TRAIN, SCORE, question)
    assert [spot.counts for spot in spots] == [{ASB: 0, SHOP: 6}, {ASB: 36, SHOP: 0}]
    assert [round(spot.share, 3) for spot in spots] == [0.5, 0.4]
    assert mean_shares(np.array([[10, 0], [0, 2]])).tolist() == [0.5, 0.5]


def test_hot_months_are_those_with_incidents_among_the_busiest(
    world: Observed, question: Question
) -> None:
    """Market Place is hot in all nine training months, the far corner in its six."""
    spots = describe(places(world, TRAIN, question), world, TRAIN, (), question)
    assert [(s.hot_months, s.of_months) for s in spots] == [(6, 9), (9, 9)]
    assert spots[1].recent[0] == (12, 9, 9)
    assert spots[0].scored is None


def test_recent_windows_count_only_months_with_data() -> None:
    """The last 12 months from month 30, with data in four of them."""
    months = (10, 19, 20, 29, 30)
    hot = np.array([True, True, False, True, False])
    assert recent(hot, months, 30)[0] == (12, 2, 4)
    assert recent(hot, months, 30)[1] == (24, 3, 5)


def test_an_empty_list_stands_nowhere(world: Observed, question: Question) -> None:
    """No hot spots, no rows, no error."""
    assert standing(world, TRAIN, question.units, []).shape == (0, 9)


def test_one_point_says_premises_first(world: Observed, question: Question) -> None:
    """All at one map point: the reasons name the point and the remedy."""
    spot = describe(places(world, TRAIN, question), world, TRAIN, (), question)[0]
    assert spot.one_point
    assert any("premises remedy" in reason for reason in spot.reasons)


def test_a_busy_point_on_the_border_is_said(world: Observed, question: Question) -> None:
    """Two busy points 200 m apart lie at the borders of one hexagon: the reasons say so."""
    rows = [(CORNERS["Market Place"], m, SHOP, 4) for m in TRAIN]
    rows += [(CORNERS["Mill Lane"], m, SHOP, 4) for m in TRAIN]
    pair = observed(rows)
    spot = describe(places(pair, TRAIN, question), pair, TRAIN, (), question)[0]
    assert any("of its border" in reason for reason in spot.reasons)
    middle = describe(places(world, TRAIN, question), world, TRAIN, (), question)[0]
    assert not any("of its border" in reason for reason in middle.reasons)


def test_a_list_is_scored_by_hand(world: Observed, question: Question) -> None:
    """Later: 12 of 15 ASB incidents lie in Market Place's hexagon; no shoplifting to score."""
    shapes = [c.geometry for c in places(world, TRAIN, question)]
    found = score_list(shapes, world, TRAIN, SCORE, question)
    assert found is not None
    ground = sum(s.area for s in shapes) / TOWN.area_m2
    assert found.ours.share == pytest.approx(12 / 15)
    assert found.ours.pai == pytest.approx(12 / 15 / ground)
    assert found.by_type[SHOP].pai is None
    assert [m.ours for m in found.months] == [pytest.approx(0.8)] * 3
    assert 0 < (found.ours.pei or 0) <= 1


def test_found_again_by_hand() -> None:
    """A place whose incidents each half holds is always found; one that none holds never is."""
    inside = np.array([[True, True, False], [False, False, True]])
    again = found_again(inside, np.ones(3), (1, 2, 3, 4), lambda half: np.array([1, 0, 0], bool), 0)
    assert again.tolist() == [1.0, 0.0]
    few = found_again(inside, np.ones(3), (1, 2, 3), lambda half: np.ones(3, bool), 0)
    assert np.isnan(few).all()


@pytest.mark.parametrize(
    ("again", "count", "word"),
    [(0.9, 20, "high"), (0.9, 19, "moderate"), (0.6, 10, "moderate"), (0.6, 9, "low"),
     (0.5, 99, "low"), (float("nan"), 99, "low")],
)  # fmt: skip
def test_confidence_words(again: float, count: int, word: str) -> None:
    """The rule behind high, moderate and low, at its edges."""
    assert confidence(again, {SHOP: count}) == word


def test_labels_that_name_something(world: Observed) -> None:
    """Where a point's label was blank in the latest month, an earlier name stands."""
    label = world.label.copy()
    label[world.month >= 24_306] = "On or near "
    named = Observed(
        world.area, world.types, world.months, world.x, world.y, world.month, world.kind, label
    )
    points = map_points(named, world.months)
    market = int(np.argmax(points.count[:, 0]))
    assert points.label[market] == "On or near Market Place"
