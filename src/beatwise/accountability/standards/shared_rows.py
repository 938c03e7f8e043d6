"""Several rows of a sheet that tell of one object: they share its identifier, and are one.

A spreadsheet in an open standard may give the second and later objects of a list rows of their own,
with the identifier and no more, or with everything said again. What such rows say alike is one;
what they say differently is named, with its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from beatwise.accountability.standards.flat_tables import SheetObjects
from beatwise.errors import BadInput


KEY = "id"


@dataclass(frozen=True, slots=True)
class SharedRows:
    """An object, the row that it begins in, and the row of each place that a later one added."""

    value: dict[str, object]
    row: int
    added: dict[str, int] = field(default_factory=dict)

    def row_of(self, place: str) -> int:
        """Return the row that a place within the object came from: ``beneficiaryLocation[1]``."""
        within = (row for at, row in self.added.items() if place.startswith(at))
        return max(within, default=self.row)


def joined(sheet: SheetObjects) -> tuple[tuple[SharedRows, ...], tuple[BadInput, ...]]:
    """Return the objects of a sheet, each once, and a fault for each value that rows dispute."""
    objects: list[SharedRows] = []
    known: dict[str, SharedRows] = {}
    wrong: list[BadInput] = []
    for row, value in zip(sheet.rows, sheet.objects, strict=True):
        key = str(value.get(KEY) or "")
        if key and key in known:
            wrong += _join(known[key], known[key].value, value, row)
            continue
        objects.append(SharedRows(deepcopy(value), row))
        if key:
            known[key] = objects[-1]
    return tuple(objects), tuple(wrong)


def _join(
    whole: SharedRows,
    into: dict[str, object],
    value: Mapping[str, object],
    row: int,
    place: str = "",
) -> Iterator[BadInput]:
    for name, new in value.items():
        here = f"{place}.{name}" if place else name
        before = into.get(name)
        if before is None:
            into[name] = deepcopy(new)
            whole.added[here] = row
        elif isinstance(before, dict) and isinstance(new, Mapping):
            yield from _join(whole, before, new, row, here)
        elif isinstance(before, list) and isinstance(new, list):
            yield from _join_list(whole, before, new, row, here)
        elif before != new:
            yield BadInput(
                f"'{new}' is not what row {whole.row_of(here)} says of "
                f"'{whole.value[KEY]}': '{before}'.",
                place=f"row {row}, {here}",
                next_step="Make the rows of one identifier agree, or give this one another.",
            )


def _join_list(
    whole: SharedRows, into: list[object], several: list[object], row: int, place: str
) -> Iterator[BadInput]:
    for new in several:
        at = next((at for at, before in enumerate(into) if _is_one(before, new)), len(into))
        here = f"{place}[{at}]"
        if at == len(into):
            into.append(deepcopy(new))
            whole.added[here] = row
        elif isinstance(before := into[at], dict) and isinstance(new, Mapping):
            yield from _join(whole, before, new, row, here)


def _is_one(before: object, new: object) -> bool:
    """Whether two things of a list are one: they are the same, or bear the same identifier."""
    if isinstance(before, Mapping) and isinstance(new, Mapping) and before.get(KEY):
        return before[KEY] == new.get(KEY)
    return before == new
