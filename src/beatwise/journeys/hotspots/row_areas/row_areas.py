"""What tells in which area each row lies, and whose ground each area is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from numpy.typing import NDArray

from beatwise.places.home.force_ground import Ground
from beatwise.records.coded_column import CodedColumn


if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from beatwise.store.catalogue import OffenceMonth


@dataclass(frozen=True, slots=True)
class RowAreas:
    """The area of each row of some months, and of which rows (n,) something was so.

    ``middles`` has the sums of the x and y of the located rows of each of the area's words, and how
    many they are, shape (words, 3), where the ground is told by them. In ``fates``, ``moved`` and
    ``by_point`` are of rows that have an area, the others of rows that have none.
    """

    area: CodedColumn
    fates: Mapping[str, NDArray[np.bool_]]
    middles: NDArray[np.float64] | None = None


class AreaRule(Protocol):
    """Places the rows of some months of a force after those of others; nothing of them is kept."""

    def check(self, entries: Sequence[OffenceMonth]) -> None:
        """Raise ``MissingData`` for months that it cannot place."""
        ...

    def columns(self, entries: Sequence[OffenceMonth]) -> tuple[str, ...]:
        """Return the columns that it reads of the rows of these months."""
        ...

    @property
    def labels(self) -> Mapping[str, str]:
        """The names of areas where codes do not name them."""
        ...

    def alike(self, entry: OffenceMonth) -> Hashable:
        """Return what the months of a force have in common that can be placed together."""
        ...

    def of_months(self, first: OffenceMonth, rows: pa.Table) -> RowAreas:
        """Place the rows of months that are alike, the first of them given."""
        ...

    def grounds(self, middles: Mapping[str, NDArray[np.float64]]) -> dict[str, Ground] | None:
        """Return whose ground each area lies on, None where only its rows can tell.

        ``middles`` are those of each area, of all its rows together.
        """
        ...
