"""Rows with a version: an older one is refused, whose row it is and what to do next being said."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from beatwise.errors import Conflict


def test_an_older_version_is_refused_with_the_rows_name_and_place():
    """The version somebody saw must be the one that is there."""
    from beatwise.web.history.row_versions import AGAIN, check_version

    row = SimpleNamespace(version=3, thing="board/1")
    check_version(row, 3)
    with pytest.raises(Conflict, match="the board was changed by someone else") as caught:
        check_version(row, 2, name="the board")
    assert (caught.value.place, caught.value.next_step) == ("board/1", AGAIN)
