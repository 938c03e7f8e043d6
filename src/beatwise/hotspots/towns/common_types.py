"""Towns can share hours only by types that all of them have data of: no data is not zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from beatwise.errors import Refused
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.records.crime_types import CATEGORIES


def common_types(shortlists: Sequence[Mapping[str, Shortlist]]) -> tuple[str, ...]:
    """Return the types asked for that every town has data of, in the order asked.

    ``shortlists`` hold for each town the list of each type asked for. Raises ``Refused`` where
    there is none.
    """
    common = tuple(
        kind for kind in shortlists[0] if all(kind in town[kind].types for town in shortlists)
    )
    if common:
        return common
    each = [
        f"{one.area.label} has no data of {_names(one.no_data)}"
        for town in shortlists
        for one in (next(iter(town.values())),)
        if one.no_data
    ]
    raise Refused(
        f"hours cannot be shared: every type lacks data in some town ({'; '.join(each[:4])}).",
        next_step="Ask for a type that all have, or for fewer towns with --area.",
    )


def _names(types: Sequence[str]) -> str:
    return " or ".join(CATEGORIES.get(kind, kind).lower() for kind in types)
