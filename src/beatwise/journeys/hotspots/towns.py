"""Towns: candidate towns side by side, and hours shared between them by a stated rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.clock import Month, MonthRange
from beatwise.compute.spread import Here, Spread
from beatwise.hotspots.shortlist.placing.limits import DEFAULT_COUNT
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.between_towns import BetweenTowns
from beatwise.hotspots.towns.compare import compare
from beatwise.hotspots.towns.coverable_hot_spots import HOURS_EACH
from beatwise.journeys.home_forces.home_ground import (
    force_ground,
    home_months,
    none_gathered,
    not_gathered,
    partly_gathered,
)
from beatwise.journeys.hotspots.area_events import concerns
from beatwise.journeys.hotspots.area_incidents import (
    asked_types,
    no_months,
)
from beatwise.journeys.hotspots.every_town.bare_lists import BareRequest, bare_lists
from beatwise.journeys.hotspots.every_town.each_town import NoAnswer
from beatwise.journeys.hotspots.every_town.town_choice import candidates as candidates_of
from beatwise.journeys.hotspots.shortlist_question import as_range
from beatwise.places.areas import Area
from beatwise.places.home.force_ground import Ground, Method
from beatwise.plurals import counted
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import pandas as pd

_MONTHS = 12
MINIMUM_HOURS = 2 * HOURS_EACH  # enough for two hot spots


def towns(
    workspace: Workspace | Path | str,
    types: str | Sequence[str],
    hours: float,
    train: MonthRange | str | None = None,
    *,
    areas: Sequence[str] = (),
    layer: str | None = None,
    minimum: float = MINIMUM_HOURS,
    hours_each: float = HOURS_EACH,
    count: int = DEFAULT_COUNT,
    seed: int = 0,
    spread: Spread | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> BetweenTowns:
    """Compare candidate towns and share hours between them.

    Parameters
    ----------
    workspace
        A workspace or its folder.
    types
        police.uk categories, slugs or ``asb``; several are counted apart.
    hours
        Patrol hours to share, for whatever period is meant (a week, a month).
    train
        Months to count; when not given, the last twelve months, from the first of them that the
        home forces of all candidates have.
    areas, layer
        The candidates: labels, or every area of a layer; else the one layer, or ``towns``. Areas of
        a layer on ground that was not gathered are left out, and listed.
    minimum
        The least hours a chosen town gets.
    hours_each
        The least hours that cover a hot spot: how many each town's share can cover at most.
    count, seed
        As in ``find``.
    spread
        What works the towns, one process after the other where none is given; the same figures.
    progress
        Called as ``progress(done, total, words)``.

    Raises
    ------
    UsageError
        Hours that cannot be shared, an unknown type, a town named twice, candidates not clear.
    MissingData
        No workspace, no areas, none of the months has data, or a named town, or all of a layer, is
        on ground that was not gathered.
    Refused
        Towns whose months with data are unlike.
    Infeasible
        Fewer hours than the minimum of one town.

    Examples
    --------
    >>> import beatwise
    >>> between = beatwise.towns(beatwise.example(), ["asb", "shoplifting"], 40)
    >>> [(town.label, town.hours) for town in between.towns]
    [('Pelbrook', 40.0)]
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    slugs = asked_types(opened, [types] if isinstance(types, str) else types, None)
    if not opened.forces():
        raise no_months()
    candidates, outside = _gathered(opened, candidates_of(opened, areas, layer), named=bool(areas))
    ground = force_ground(opened)
    grounds = {area.label: ground.of(area.geometry) for area in candidates}
    months = as_range(train) if train is not None else _last_year(opened, grounds.values())
    request = BareRequest(slugs, months, count, seed)
    lists: dict[tuple[str, str], Shortlist] = {}
    for town, answer in bare_lists(opened, candidates, request, spread or Here(), progress):
        if isinstance(answer, NoAnswer):
            raise answer
        lists[town.layer, town.id] = answer
    shortlists = [dict.fromkeys(slugs, lists[town.layer, town.id]) for town in candidates]
    events = opened.events()
    patrols = [_patrols(events, area, months) for area in candidates]
    return compare(
        shortlists,
        patrols,
        hours,
        minimum,
        hours_each,
        not_gathered=[area.label for area in outside],
        ground_notes=_ground_notes(grounds, outside),
    )


def _gathered(
    workspace: Workspace, candidates: Sequence[Area], *, named: bool
) -> tuple[list[Area], list[Area]]:
    """Return the candidates on gathered ground, and the others; a named town must be the first."""
    ground = force_ground(workspace)
    outside = [area for area in candidates if ground.of(area.geometry).home is None]
    inside = [area for area in candidates if ground.of(area.geometry).home is not None]
    if outside and (named or not inside):
        first, forces = outside[0], workspace.forces()
        there = ground.of(first.geometry)
        if named:
            raise not_gathered(first.label, there, forces)
        raise none_gathered(first.layer, there, forces)
    return inside, outside


def _ground_notes(grounds: Mapping[str, Ground], outside: Sequence[Area]) -> list[str]:
    notes = []
    if outside:
        notes.append(
            f"{counted(len(outside), 'area')} of the layer are not on the ground of a gathered "
            "force and are left out: nothing there is a zero."
        )
    partly = {label: partly_gathered(ground) for label, ground in grounds.items()}
    notes += [f"{label}: {words}" for label, words in partly.items() if words]
    by_rows = any(ground.method is Method.ROWS for ground in grounds.values())
    decided = (
        "where rows of all types were recorded" if by_rows else "the force boundaries gathered"
    )
    return [*notes, f"Which force's ground a town is was decided by {decided}."]


def _last_year(workspace: Workspace, grounds: Iterable[Ground]) -> MonthRange:
    """Return the last year, from the first month in it that all these home forces have."""
    forces = {force for ground in grounds for force in ground.forces}
    common = home_months(workspace, forces)
    last = common[-1] if common else max(m for f in forces for m in home_months(workspace, [f]))
    first = next((m for m in common if m > last - _MONTHS), last - (_MONTHS - 1))
    return MonthRange(Month(first), Month(last))


def _patrols(events: pd.DataFrame, area: Area, months: MonthRange) -> tuple[str, ...]:
    """Return the other patrols in or over an area during the months, in words."""
    patrols = []
    for row in events[events["kind"].astype(str) == "patrol"].to_dict("records"):
        last = int(row["end"])
        if int(row["start"]) > months.last.number or (0 <= last < months.first.number):
            continue
        if not concerns(row, area):
            continue
        until = "still going" if last < 0 else f"to {Month(last)}"
        patrols.append(f"{row['name']} (from {Month(int(row['start']))}, {until})")
    return tuple(patrols)
