"""Count the rows of gathered months by area, month and type, some months at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beatwise.compute.spread import Here, Spread
from beatwise.journeys.home_forces.home_ground import partly_gathered
from beatwise.journeys.hotspots.row_areas.placed_by import PlacedBy
from beatwise.places.home.force_ground import Ground
from beatwise.records.absent_types import absent_types
from beatwise.records.area_counts import AreaCounts, count_areas
from beatwise.records.area_tally import AreaSums, AreaTally, sums_of
from beatwise.records.crime_types import CATEGORIES
from beatwise.records.force_names import EVERYWHERE
from beatwise.store.months.month_records import tallies_of
from beatwise.store.months.month_tables import coded, month_batches
from beatwise.store.shared_workspace import SharedWorkspace


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.row_areas.row_areas import AreaRule
    from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class MonthsCounted:
    """The counts of some months.

    ``labels`` names areas where codes do not. ``grounds`` says whose ground each area lies on, None
    where only its rows can tell.
    """

    counts: AreaCounts
    labels: Mapping[str, str]
    grounds: Mapping[str, Ground] | None

    @property
    def not_gathered(self) -> dict[str, Ground]:
        """The areas on ground that was not gathered: nothing there is a zero."""
        grounds = self.grounds or {}
        return {area: ground for area, ground in grounds.items() if ground.home is None}

    @property
    def partly_gathered(self) -> dict[str, str]:
        """What to say of areas that only partly lie on gathered ground."""
        grounds = (self.grounds or {}).items()
        notes = {area: partly_gathered(ground) for area, ground in grounds if ground.home}
        return {area: words for area, words in notes.items() if words}


@dataclass(frozen=True, slots=True)
class _Part:
    """The (force, month number) pairs to count together, those of a force in one part."""

    workspace: SharedWorkspace
    placed_by: PlacedBy
    months: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """What was counted of some months, and the middles of each of its areas."""

    sums: AreaSums
    middles: NDArray[np.float64] | None


def count_months(
    workspace: Workspace,
    published: Collection[tuple[str, int]],
    placed_by: PlacedBy,
    kinds: Sequence[str],
    spread: Spread | None = None,
) -> MonthsCounted:
    """Count the rows of the (force, month number) pairs ``published``; see ``count_areas``.

    Without ``kinds`` every type that has a row is counted. An area counts where every force whose
    ground it lies on is among those published. Types that a force's files lack altogether have no
    line. The counts are the same however the work is spread.

    Raises as ``AreaRule.check`` does, and what ``spread`` raises.
    """

    def read() -> tuple[AreaTally, AreaRule, dict[str, NDArray[np.float64]]]:
        shared = SharedWorkspace.of(workspace)
        rule = placed_by.rule_in(shared)
        rule.check([workspace.catalogue.offences[key] for key in sorted(published)])
        tally, middles = AreaTally(), dict[str, NDArray[np.float64]]()
        parts = _parts(shared, placed_by, sorted(published), apart=spread is not None)
        for counted in (one for part in (spread or Here()).run(_counts, parts) for one in part):
            tally.add(counted.sums)
            if counted.middles is not None:
                for area, more in zip(counted.sums.areas, counted.middles, strict=True):
                    middles[area] = middles.get(area, np.zeros(3)) + more
        if spread is not None:
            shared.check_unchanged()
        return tally, rule, middles

    tally, rule, middles = workspace.reading(read)
    grounds = rule.grounds(middles)
    home = None if grounds is None else _homes(grounds, {force for force, _ in published})
    wanted = kinds or _kinds(tally)
    counts = count_areas(tally, published, wanted, home=home, everywhere=EVERYWHERE)
    counts = replace(counts, absent=_absent(workspace, counts))
    return MonthsCounted(counts, rule.labels, grounds)


def _parts(
    shared: SharedWorkspace,
    placed_by: PlacedBy,
    months: Sequence[tuple[str, int]],
    *,
    apart: bool,
) -> list[_Part]:
    """Return a part a force, or one of all: where nothing is spread, files are read ahead."""
    groups = groupby(months, lambda key: key[0] if apart else None)
    return [_Part(shared, placed_by, tuple(keys)) for _, keys in groups]


def _counts(part: _Part) -> list[_Counted]:
    workspace, rule = part.workspace.opened(), part.placed_by.rule_in(part.workspace)
    entries = [workspace.catalogue.offences[key] for key in part.months]
    columns = ["type", *rule.columns(entries)]
    counted = []
    for batch in month_batches(workspace, entries, columns, rule.alike):
        placed = rule.of_months(batch.first, batch.rows)
        months = [(e.month, rows) for e, rows in zip(batch.entries, batch.rows_each, strict=True)]
        kind = coded(batch.rows, "type")
        sums = sums_of(batch.first.force, months, placed.area, kind, placed.fates)
        counted.append(_Counted(sums, placed.middles))
    return counted


def _homes(grounds: Mapping[str, Ground], forces: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the owners of each area of which every owner was read."""
    owners = {area: ground.forces for area, ground in grounds.items()}
    return {area: own for area, own in owners.items() if own and set(own) <= set(forces)}


def _kinds(tally: AreaTally) -> list[str]:
    there = {kind for kind in tally.kinds if tally.rows_read([kind])}
    return [kind for kind in CATEGORIES if kind in there] + sorted(there - set(CATEGORIES))


def _absent(workspace: Workspace, counts: AreaCounts) -> frozenset[tuple[str, str]]:
    """Return the (force, type) pairs of which a force's files lack every record."""
    return frozenset(
        (force, kind)
        for force in set(counts.owner)
        for kind in absent_types(tallies_of(workspace, force), counts.kinds)
    )
