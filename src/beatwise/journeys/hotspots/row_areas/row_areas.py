"""What tells in which area each row lies, and whose ground each area is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
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

    In ``fates``, ``moved`` and ``by_point`` are of rows that have an area, the others of rows that
    have none.
    """

    area: CodedColumn
    fates: Mapping[str, NDArray[np.bool_]]


class AreaRule(Protocol):
    """Places the rows of some months of a force after those of others."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads of each row."""
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

    def grounds(self) -> dict[str, Ground] | None:
        """Return whose ground each area lies on, None where only its rows can tell."""
        ...
