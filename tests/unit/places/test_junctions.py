"""Ways are cut where they meet; islands are counted."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.places.junctions import Way, cut_at_junctions, islands


# A small town, 100 m a step:     4
#                                 |
#   High Street:        1 -- 2 -- 3 -- 5      Mill Lane: 3 -- 4
PLACES = {
    1: (0, 0),
    2: (100, 0),
    3: (200, 0),
    4: (200, 100),
    5: (300, 0),
    8: (900, 0),
    9: (900, 50),
}


def way(name: str, *nodes: int) -> Way:
    xy = np.array([PLACES[node] for node in nodes], dtype=float)
    return Way(name, name, "street", np.array(nodes), xy)


def test_a_street_is_cut_where_another_joins() -> None:
    """High Street becomes two segments at Mill Lane; its bend in between is no junction."""
    cut = cut_at_junctions([way("high", 1, 2, 3, 5), way("mill", 3, 4)], "town")
    assert [(s.id, s.length_m) for s in cut.streets] == [
        ("high.1", 200.0),
        ("high.2", 100.0),
        ("mill.1", 100.0),
    ]
    assert (cut.islands, cut.main_share) == (1, 1.0)


def test_length_is_kept() -> None:
    """Cutting neither adds nor loses a metre."""
    ways = [way("high", 1, 2, 3, 5), way("mill", 4, 3, 2)]
    whole = sum(np.hypot(*np.diff(w.xy, axis=0).T).sum() for w in ways)
    assert sum(s.length_m for s in cut_at_junctions(ways, "t").streets) == pytest.approx(whole)


def test_a_bridge_is_no_junction() -> None:
    """Two ways that cross without a shared point are not joined."""
    over = Way("over", "", "street", np.array([20, 21]), np.array([[150.0, -50], [150, 50]]))
    cut = cut_at_junctions([way("high", 1, 2, 3), over], "t")
    assert len(cut.streets) == 2
    assert cut.islands == 2


def test_islands_and_their_share() -> None:
    """A lane that touches nothing is an island; the main part's share is of the length."""
    cut = cut_at_junctions([way("high", 1, 3), way("far", 8, 9)], "t")
    assert cut.islands == islands(cut.streets) == 2
    assert cut.main_share == pytest.approx(200 / 250)


def test_a_loop_and_a_doubled_point() -> None:
    """A way that meets itself is cut there; a point written twice makes no segment."""
    cut = cut_at_junctions([way("loop", 1, 3, 4, 3, 5)], "t")
    assert [s.length_m for s in cut.streets] == [200, 200, 100]
    assert cut_at_junctions([way("dot", 2, 2)], "t").too_short == 1
    assert [s.length_m for s in cut_at_junctions([way("twice", 1, 2, 2, 3)], "t").streets] == [200]
