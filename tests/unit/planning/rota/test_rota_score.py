"""The rules of rest, and which of them a rota breaks."""

from __future__ import annotations

import pytest
from tests.unit.planning.worlds import person, post
from tests.unit.planning.worlds import rota as world

from beatwise.planning.rota.problem import Duty
from beatwise.planning.rota.rota_score import broken_rules


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        ([(0, 0), (0, 1)], "works twice in one day"),
        ([(0, 1), (0, 2)], "too little rest"),
        ([(0, 0), (1, 0)], "2 people for 1 places"),
        ([(0, i) for i in (0, 2, 3, 4, 5, 6)], "works 6 shifts"),
    ],
)
def test_broken_rules_are_named(duties: list[tuple[int, int]], words: str) -> None:
    """Each broken rule is found and said in words."""
    posts = (post(0), post(0, 1), post(1), *(post(day) for day in (2, 3, 4, 5)))
    problem = world((person("a"), person("b")), posts)
    found = broken_rules(problem, tuple(Duty(*d) for d in duties))
    assert any(words in fault for fault in found), found
