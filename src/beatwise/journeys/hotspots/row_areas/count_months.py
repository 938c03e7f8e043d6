"""Count the rows of gathered months by area, month and type, some months at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from beatwise.journeys.home_forces.home_ground import partly_gathered
from beatwise.places.home.force_ground import Ground
from beatwise.records.absent_types import absent_types
from beatwise.records.area_counts import AreaCounts, count_areas
from beatwise.records.area_tally import AreaTally
from beatwise.records.crime_types import CATEGORIES
from beatwise.records.force_names import EVERYWHERE
from beatwise.store.months.month_records import tallies_of
from beatwise.store.months.month_tables import coded, month_batches


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.row_areas.row_areas import AreaRule
    from beatwise.store.catalogue import OffenceMonth
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


def count_months(
    workspace: Workspace,
    published: Collection[tuple[str, int]],
    rule: Callable[[Sequence[OffenceMonth]], AreaRule],
    kinds: Sequence[str],
) -> MonthsCounted:
    """Count the rows of the (force, month number) pairs ``published``; see ``count_areas``.

    ``rule`` gives for the months to be read what places their rows; without ``kinds`` every type
    that has a row is counted. An area counts where every force whose ground it lies on is among
    those published. Types that a force's files lack altogether have no line.
    """

    def read() -> tuple[AreaTally, AreaRule]:
        entries = [workspace.catalogue.offences[key] for key in sorted(published)]
        by_area = rule(entries)
        return _tally(workspace, entries, by_area), by_area

    tally, by_area = workspace.reading(read)
    grounds = by_area.grounds()
    home = None if grounds is None else _homes(grounds, {force for force, _ in published})
    wanted = kinds or _kinds(tally)
    counts = count_areas(tally, published, wanted, home=home, everywhere=EVERYWHERE)
    counts = replace(counts, absent=_absent(workspace, counts))
    return MonthsCounted(counts, by_area.labels, grounds)


def _tally(workspace: Workspace, entries: Sequence[OffenceMonth], by_area: AreaRule) -> AreaTally:
    tally = AreaTally()
    columns = ["type", *by_area.columns]
    for batch in month_batches(workspace, entries, columns, by_area.alike):
        placed = by_area.of_months(batch.first, batch.rows)
        months = [(e.month, rows) for e, rows in zip(batch.entries, batch.rows_each, strict=True)]
        tally.add(batch.first.force, months, placed.area, coded(batch.rows, "type"), placed.fates)
    return tally


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
