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
