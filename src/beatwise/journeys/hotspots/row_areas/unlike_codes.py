"""Refuse months whose few codes show no vintage and are not those of the months of 2021."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from beatwise.clock import Month
from beatwise.errors import MissingData
from beatwise.records.force_names import EVERYWHERE
from beatwise.store.months.month_tables import coded, month_tables


if TYPE_CHECKING:
    from beatwise.records.coded_column import CodedColumn
    from beatwise.store.catalogue import OffenceMonth
    from beatwise.store.workspace import Workspace

STRAY_SHARE = 0.02  # of a month's rows, in areas that no other month of the force names


def refuse_unlike_codes(workspace: Workspace, entries: Sequence[OffenceMonth]) -> None:
    """Raise ``MissingData`` for a month whose codes are neither of 2021 nor translated.

    Areas were drawn again between the two: either code would have a nought where the other counts.
    """
    bare = [entry for entry in entries if entry.vintage == 0 and entry.force not in EVERYWHERE]
    for force in sorted({entry.force for entry in bare}):
        new = [entry for entry in entries if (entry.force, entry.vintage) == (force, 2021)]
        known = {
            word
            for _, rows in month_tables(workspace, new, ["lsoa"])
            for word in _counts(coded(rows, "lsoa"))
        }
        mine = [entry for entry in bare if entry.force == force] if known else []
        for entry, rows in month_tables(workspace, mine, ["lsoa"]):
            counts = _counts(coded(rows, "lsoa"))
            strays = sum(number for word, number in counts.items() if word not in known)
            if strays > STRAY_SHARE * sum(counts.values()):
                raise _unlike(entry)


def _counts(column: CodedColumn) -> dict[str, int]:
    rows = np.bincount(column.codes[column.codes >= 0], minlength=len(column.words))
    return {
        word: number for word, number in zip(column.words, rows.tolist(), strict=True) if number
    }


def _unlike(entry: OffenceMonth) -> MissingData:
    return MissingData(
        f"the LSOA codes of {entry.force} in {Month(entry.month)} are not those of its months with "
        "codes of 2021, and the lookup from 2011 has not been gathered.",
        place="lsoa11-lsoa21",
        next_step="Gather it with: beatwise gather lookup FILE",
    )
