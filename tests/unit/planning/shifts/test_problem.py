"""A shift that makes no sense is refused before anybody plans it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.unit.planning.worlds import CORNERS, four_corners

from beatwise.errors import BadInput
from beatwise.planning.shifts.problem import Call


GAP = CORNERS.copy()
GAP[0, 1] = np.nan


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"walk": CORNERS[:3]}, "square table"),
        ({"walk": GAP}, "without gaps"),
        ({"off": (1800,)}, "each walker needs a start"),
        ({"start": (0, 0, 0)}, "each walker needs a start"),
        ({"calls": (Call("x", "visit", 4, 0, 9, 1),)}, "stop x is at place 4 of 4"),
        ({"calls": (Call("x", "visit", -1, 0, 9, 1),)}, "stop x is at place -1 of 4"),
        ({"calls": (Call("x", "visit", 0, 9, 8, 1),)}, "from 9 s to 8 s for 1 s"),
        ({"calls": (Call("x", "visit", 0, 0, 9, -1),)}, "for -1 s, which is no time at all"),
    ],
)
def test_a_fault_is_named(change: dict[str, Any], words: str) -> None:
    """Tables that are not square or have gaps, walkers by halves and impossible stops."""
    with pytest.raises(BadInput, match=words):
        replace(four_corners(), **change)


def test_the_bounds_are_allowed() -> None:
    """The last place, a window of one moment, a stop without length and no way on foot."""
    walk = CORNERS.copy()
    walk[0, 3] = np.inf
    call = Call("x", "visit", 3, 9, 9, 0)
    assert replace(four_corners(), walk=walk, calls=(call,)).walkers == 2
