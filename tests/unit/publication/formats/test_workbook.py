"""Sheets: a cover, contents, notes and one table a sheet."""

from __future__ import annotations

from tests.unit.publication.formats.worlds import book


def test_layout() -> None:
    """Cover, contents and notes come first; every other sheet has one table and a short name."""
    names = [sheet.name for sheet in book().sheets]
    assert names[:3] == ["Cover", "Contents", "Notes"]
    assert len(names) == len(set(names))
    assert all(len(name) <= 31 for name in names)
    assert len(book().sheets[1].rows) == len(names) - 3
