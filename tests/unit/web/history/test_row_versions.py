"""Rows with a version: an older one is refused, whose row it is and what to do next being said."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from beatwise.errors import BadInput, Conflict


def test_an_older_version_is_refused_with_the_rows_name_and_place():
    """The version somebody saw must be the one that is there."""
    from beatwise.web.history.row_versions import AGAIN, check_version

    row = SimpleNamespace(version=3, thing="board/1")
    check_version(row, 3)
    with pytest.raises(Conflict, match="the board was changed by someone else") as caught:
        check_version(row, 2, name="the board")
    assert (caught.value.place, caught.value.next_step) == ("board/1", AGAIN)


class _Row(SimpleNamespace):
    """A board with a name, whose saves are counted."""

    version, thing, name, saves = 3, "board/1", "Panel", 0

    def save(self) -> None:
        self.saves += 1


def _facts(row: _Row) -> dict[str, object]:
    return {"name": row.name}


@pytest.fixture
def written(monkeypatch):
    """What is written into the history, instead of the history itself."""
    from beatwise.web.history import audit

    lines: list[tuple[object, object]] = []
    monkeypatch.setattr(audit, "write", lambda *_, **of: lines.append((of["before"], of["after"])))
    return lines


def test_a_change_keeps_what_differs_under_the_next_version(written):
    """What part of the thing it is stands on both sides; without a difference nothing is kept."""
    from beatwise.web.history.row_versions import change_of

    row = _Row()
    with change_of(row, 3, "board.change", _facts, by=None, beside={"seat": 1}):
        row.name = "Joint panel"
    assert (row.version, row.saves) == (4, 1)
    with change_of(row, 4, "board.change", _facts, by=None):
        row.name = "Joint panel"
    assert (row.version, row.saves) == (4, 1)
    assert written == [({"seat": 1, "name": "Panel"}, {"seat": 1, "name": "Joint panel"})]


def test_a_refused_change_keeps_nothing(written):
    """Neither where another was quicker nor where a value is wrong."""
    from beatwise.web.history.row_versions import change_of

    row = _Row()
    with pytest.raises(Conflict), change_of(row, 2, "board.change", _facts, by=None):
        raise AssertionError("the change began")
    with pytest.raises(BadInput), change_of(row, 3, "board.change", _facts, by=None):
        raise BadInput("the name is missing.")
    assert (row.version, row.saves, written) == (3, 0, [])
