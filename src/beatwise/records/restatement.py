"""What a newer archive changed in a month that was gathered before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import pandas as pd


_PLACE = ["easting", "northing", "location", "lsoa"]
_BLANK = ""


@dataclass(frozen=True, slots=True)
class Restatement:
    """Rows added, removed, and changed between two versions of one force-month.

    ``outcome``, ``place`` and ``type`` count the changed rows in which that differs; one row can be
    in several, so they need not add up to ``changed``.
    """

    added: int
    removed: int
    changed: int
    outcome: int
    place: int
    type: int

    @property
    def rows(self) -> int:
        """All rows touched."""
        return self.added + self.removed + self.changed


def compare(old: pd.DataFrame, new: pd.DataFrame) -> Restatement:
    """Compare two versions of one force-month (``records.offences.OFFENCES``).

    Rows with a Crime ID are the same row when the ID is the same (and, where an ID repeats, in the
    order of type and place). Rows without one (anti-social behaviour) are the same when type and
    place are the same, each counted as often as it occurs: for them a move is one row removed and
    one added.
    """
    before, after = _keyed(old), _keyed(new)
    both = before.index.intersection(after.index)
    was, now = before.loc[both], after.loc[both]
    outcome = (was["outcome"] != now["outcome"]).to_numpy()
    place = (was[_PLACE] != now[_PLACE]).any(axis=1).to_numpy()
    kind = (was["type"] != now["type"]).to_numpy()
    return Restatement(
        added=len(after) - len(both),
        removed=len(before) - len(both),
        changed=int((outcome | place | kind).sum()),
        outcome=int(outcome.sum()),
        place=int(place.sum()),
        type=int(kind.sum()),
    )


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Index the rows by who they are: the ID, or what and where; and how many times so far."""
    import pandas as pd

    plain = pd.DataFrame({name: _words(rows[name]) for name in ["crime_id", "type", *_PLACE]})
    plain["outcome"] = _words(rows["outcome"])
    plain = plain.sort_values(["crime_id", "type", *_PLACE], kind="stable", ignore_index=True)
    by_place = plain[["type", *_PLACE]].agg("|".join, axis=1) if len(plain) else plain["type"]
    who = plain["crime_id"].where(plain["crime_id"] != _BLANK, by_place)
    times = who.groupby(who).cumcount()
    return plain.set_index(pd.MultiIndex.from_arrays([who, times]))


def _words(column: pd.Series) -> pd.Series:
    """Return text that compares plainly: metres to a decimetre, blanks all alike."""
    if column.dtype.kind == "f":
        metres = column.map(lambda value: f"{value:.1f}", na_action="ignore")
        return metres.astype(object).where(column.notna(), _BLANK)
    return column.astype(object).where(column.notna(), _BLANK)
