"""The public site's process takes an edition whole, and does not read a refused one for ever."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from beatwise.errors import BadInput
from beatwise.web.publicsite import edition_memory
from beatwise.web.publicsite.edition_memory import REFUSED_FOR, EditionMemory
from beatwise.web.publicsite.resource import HTML, Resource, digest, line


PAGE = Resource("index.html", HTML, b"<p>Home</p>")


class Tables:
    """An edition of one page, and how often its page was asked for."""

    def __init__(self, mark: str) -> None:
        self.mark, self.reads = mark, 0
        self._answer: list[tuple[object, ...]] = []

    @contextmanager
    def cursor(self):
        """Yield what asks."""
        yield self

    def execute(self, question: str, values: object = None) -> None:
        """Answer the three questions that there are."""
        self.reads += values is not None
        page = (PAGE.address, PAGE.media_type, PAGE.content, "", "", "", "", PAGE.status)
        if "FROM edition" in question:
            self._answer = [(1, "2026-04-21", self.mark, "Millshire")]
        else:
            self._answer = [page] if values else [(PAGE.address,)]

    def fetchone(self) -> tuple[object, ...]:
        """Return the first row."""
        return self._answer[0]

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return every row."""
        return self._answer


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Tables:
    """An edition that is not what was prepared."""
    tables = Tables("0" * 64)
    monkeypatch.setattr(edition_memory, "connection", tables)
    return tables


def test_a_refused_edition_is_not_read_again_and_again(tables, monkeypatch):
    """Only after a while, as it may have been put right; another edition at once."""
    now = [0.0]
    monkeypatch.setattr(edition_memory.time, "monotonic", lambda: now[0])
    memory = EditionMemory()
    with pytest.raises(BadInput, match="not what was prepared"):
        memory.read()
    memory.read()
    assert tables.reads == 1
    now[0] = REFUSED_FOR
    with pytest.raises(BadInput):
        memory.read()
    tables.mark = digest([line(PAGE)])
    memory.read()
    assert memory.head is not None
    assert tables.reads == 3
