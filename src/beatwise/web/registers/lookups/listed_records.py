"""The records of a list: a page of them, and all of them to be counted.

Their keys come from an index. Whatever reads the rows themselves would read the unseen ones of a
long import as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from beatwise.web.registers.models import Record


def by_keys(keys: Sequence[int]) -> list[Record]:
    """Return records in the order of their keys, without those that are no longer there."""
    rows = Record.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


class ListedRecords:
    """Records in the order of a list.

    Parameters
    ----------
    matching
        What the list asks for, in its order.
    most
        Up to so many keys are asked for once, and serve the count, the page and what is counted.
    """

    def __init__(self, matching: QuerySet[Record], most: int):
        keys = list(matching.values_list("pk", flat=True)[: most + 1])
        self.few = len(keys) <= most
        self._ordered: QuerySet[Record] | list[int] = keys if self.few else matching

    @property
    def rows(self) -> QuerySet[Record]:
        """All of them, in no order."""
        keys = self._ordered
        return Record.objects.filter(
            pk__in=keys if isinstance(keys, list) else keys.order_by().values("pk")
        )

    def page(self, number: str | None, size: int) -> Page[Record]:
        """Return a page of them; the nearest there is for a number that is none."""
        return _Pages(self._ordered, size).get_page(number)


class _Pages(Paginator[Record]):
    """Pages of which only the records that are shown are read whole."""

    def _get_page(self, rows: QuerySet[Record] | list[int], *args: Any) -> Page[Record]:
        keys = rows if isinstance(rows, list) else list(rows.values_list("pk", flat=True))
        return super()._get_page(by_keys(keys), *args)
