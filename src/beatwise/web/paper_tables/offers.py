"""What imported tables offer to the other apps: their rows to the search, their addresses."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.paper_tables.kept_rows import rows
from beatwise.web.registry import Chore, SearchResult, registry


EVERY, LONGEST = 3600.0, 200


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.thing("tables", _address)
    offers.search(_search, rows.texts)
    offers.chore("rows of tables", Chore(EVERY, rows.keep_missing))


def _search(person: Person, words: str, most: int) -> Iterator[SearchResult]:
    """Yield rows of tables to those who open the pages of tables."""
    if not roles.may(person, "performance.write"):
        return
    for row in rows.matches(words, most):
        address = f"{reverse('table_batch', args=[row.batch_id])}?row={row.row}"
        cells = ", ".join(cell for _, cell in row.cells if cell)[:LONGEST]
        heading = f"{row.batch.name}, row {row.row}"
        yield SearchResult("Imported tables", heading, address, cells)


def _address(person: Person, key: str) -> str | None:
    _, _, number = key.rpartition("/")
    writes = roles.may(person, "performance.write") and number.isdecimal()
    return reverse("table_batch", args=[int(number)]) if writes else None
