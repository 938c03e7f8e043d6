"""The fixed grid ranked by training counts, in as much ground as the list."""

from __future__ import annotations

import pytest
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.grid_baseline import grid_scores, known_or_none, over


# In training two cells hold 3 and 1; later they hold 1 and 2, and one incident falls elsewhere.
TOWN = observed(
    *[(100, 100, 100, 0)] * 3, (500, 500, 100, 0),
    (100, 100, 101, 0), *[(500, 500, 101, 0)] * 2, (900, 900, 101, 0),
)  # fmt: skip


@pytest.mark.parametrize(("cells", "share"), [(1.0, 0.25), (1.5, 0.5), (2.0, 0.75)])
def test_cells_are_taken_in_the_order_of_their_training_counts(cells: float, share: float) -> None:
    """One cell of ground holds 1 of 4 later incidents, one and a half 2 of 4, two 3 of 4."""
    [score] = grid_scores(cells * 40_000, TOWN, (100,), (101,), question(TOWN))
    assert score.share == pytest.approx(share)
    assert score.area_share == pytest.approx(cells / 100)
    assert score.pai == pytest.approx(share / (cells / 100))


def test_the_best_that_so_much_ground_could_hold_is_the_measure_of_pei() -> None:
    """The one cell taken holds 1, the best one 2."""
    [score] = grid_scores(40_000, TOWN, (100,), (101,), question(TOWN))
    assert score.pei == score.pei_star == pytest.approx(0.5)


def test_what_was_predicted_is_the_training_rate() -> None:
    """Three in a training month promise three in the scored one, where one was recorded."""
    [one_month] = grid_scores(40_000, TOWN, (100,), (101,), question(TOWN))
    assert one_month.rri == pytest.approx(3.0)
    [two_months] = grid_scores(40_000, TOWN, (99, 100), (101,), question(TOWN))
    assert two_months.rri == pytest.approx(1.5)


def test_no_ground_captures_nothing() -> None:
    """An empty list takes no ground: a share of zero, and no ratio."""
    [score] = grid_scores(0.0, TOWN, (100,), (101,), question(TOWN))
    assert (score.share, score.area_share, score.pai, score.pei) == (0.0, 0.0, None, None)


def test_types_are_scored_apart() -> None:
    """Each type has its own score; one that did not occur later has no share."""
    both = observed(
        (100, 100, 100, 0), (100, 100, 101, 0), (500, 500, 100, 1), types=("drugs", "robbery")
    )
    drugs, robbery = grid_scores(40_000, both, (100,), (101,), question(both))
    assert drugs.share in (0.0, 1.0)
    assert robbery.share is None


def test_a_ratio_to_nothing_is_none() -> None:
    """Neither infinity nor NaN leaves the house."""
    assert over(1.0, 0.0) is None
    assert over(1.0, 4.0) == 0.25
    assert [known_or_none(v) for v in (None, float("nan"), float("inf"), 0.0)] == [
        None, None, None, 0.0,
    ]  # fmt: skip
