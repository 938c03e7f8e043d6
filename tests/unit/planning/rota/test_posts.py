"""The file of posts: every fault is named by file, entry and field."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.planning.team_text import POSTS, team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.rota.posts import read_posts
from beatwise.planning.team.team_toml import read_team


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"beat": "West"}, "[[post]] 1 (West), beat", "'West' is unknown"),
        ({"shift": "Noon"}, "shift", "'Noon' is unknown"),
        ({"people": 0}, "people", "from 1 to 100"),
        ({"people": 1.5}, "people", "whole number"),
        ({"risk": -1}, "risk", "negative"),
        ({"date": "soon"}, "date", "not a date"),
    ],
)
def test_a_fault_in_the_posts_is_named(change: dict[str, Any], place: str, words: str) -> None:
    """A post's fault names its file, number and field."""
    document = {**POSTS, "post": [{**POSTS["post"][0], **change}]}
    with pytest.raises(BadInput) as caught:
        read_posts(Fields(document, "posts.toml"), read_team(Fields(team_document(), "team.toml")))
    assert "posts.toml" in caught.value.place
    assert place in caught.value.place
    assert words in caught.value.message


def test_posts_of_one_place_are_joined() -> None:
    """Two entries of one shift are one post: places add up, the higher risk counts."""
    first = POSTS["post"][0]
    entries = [{**first, "date": "2027-04-06"}, {**first, "risk": 0.5},
               {**first, "risk": 2, "powers": True},
               {**first, "people": 1}, {**first, "skill": "bicycle"}]  # fmt: skip
    team = read_team(Fields(team_document(), "team.toml"))
    posts = read_posts(Fields({**POSTS, "post": entries}, "posts.toml"), team).posts
    assert [(p.day.day, p.people, p.risk, p.powers, p.skill) for p in posts] == [
        (5, 3, 2.0, True, None), (5, 1, 1.0, False, "bicycle"), (6, 1, 1.0, False, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends", "hours", "night"),
    [("09:00", "17:00", 8, False), ("22:00", "06:00", 8, True), ("16:00", "02:00", 10, False),
     ("04:59", "09:00", 4 + 1 / 60, True), ("05:00", "09:00", 4, False)],
)  # fmt: skip
def test_a_shift_is_a_night_shift_by_its_hours(
    begins: str, ends: str, hours: float, night: bool
) -> None:
    """One that ends after two, or begins before five, is a night shift."""
    shift = {"name": "Day", "begins": begins, "ends": ends}
    team = read_team(Fields(team_document(), "team.toml"))
    [times] = read_posts(Fields({**POSTS, "shift": [shift]}, "posts.toml"), team).shifts
    assert (times.hours, times.night) == (pytest.approx(hours), night)
