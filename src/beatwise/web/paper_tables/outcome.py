"""What the import of a table would do, and what that was worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.tables.layout import DASHBOARD, OBSERVATIONS, Layout
from beatwise.web.imports.batches import Preview
from beatwise.web.paper_tables import printed_cells
from beatwise.web.performance.observations import Beside


MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Outcome(Preview):
    """A preview, and what it was worked out from.

    ``layout`` is the one that was used, ``others`` those that would read the table too, ``table``
    its name in findings, ``rows`` its cells. ``left_out`` says why rows are not imported, and
    which. ``define`` are the sets whose measures are not all there; ``beside`` printed arrows.
    """

    layout: Layout | None = None
    others: tuple[Layout, ...] = ()
    table: str = ""
    rows: printed_cells.Numbered = ()
    left_out: tuple[tuple[str, tuple[int, ...]], ...] = ()
    define: tuple[Measure, ...] = ()
    plan: str = ""
    beside: tuple[Beside, ...] = ()
    inner: Preview | None = None

    @property
    def brings_values(self) -> bool:
        """Whether its rows are observations, and not actions, statements or nothing."""
        makes = self.layout.makes if self.layout else ""
        return makes in (OBSERVATIONS, DASHBOARD)


def some(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return the first names in a sentence, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
