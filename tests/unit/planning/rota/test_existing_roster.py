"""A roster in CSV: every fault is named by file, row and column."""

from __future__ import annotations

import pytest
from tests.unit.planning.team_text import POSTS, team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.rota.existing_roster import read_duties
from beatwise.planning.rota.posts import read_posts
from beatwise.planning.team.team_toml import read_team


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"person": "X9", "date": "2027-04-05", "shift": "Day", "beat": "North"}, "person"),
        ({"person": "W1", "date": "5th", "shift": "Day", "beat": "North"}, "date"),
        ({"person": "W1", "date": "2027-04-05", "shift": "Night", "beat": "North"}, "shift"),
        ({"person": "W1", "date": "2027-04-05", "shift": "Day", "beat": ""}, "beat"),
    ],
)
def test_a_fault_in_a_roster_is_named(row: dict[str, str], field: str) -> None:
    """A roster's fault names its file, row and column."""
    team = read_team(Fields(team_document(), "team.toml"))
    posts = read_posts(Fields(POSTS, "posts.toml"), team)
    with pytest.raises(BadInput) as caught:
        read_duties([(7, row)], "roster.csv", team, posts)
    assert caught.value.place == f"roster.csv, row 7, {field}"
