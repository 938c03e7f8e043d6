"""People and posts of a rota that fit together."""

from __future__ import annotations

import pytest
from tests.unit.planning.worlds import person, post
from tests.unit.planning.worlds import rota as world

from beatwise.errors import BadInput


def test_an_unknown_beat_is_named() -> None:
    """A post on a beat nobody knows is refused with the beat's name."""
    with pytest.raises(BadInput, match="Z"):
        world((person("a"),), (post(0, beat="Z"),))
