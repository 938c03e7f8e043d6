"""Towns: candidate towns side by side, and hours shared between them by a stated rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData, UsageError
from beatwise.hotspots.shortlist.placing.limits import DEFAULT_COUNT
from beatwise.hotspots.towns.between_towns import BetweenTowns
from beatwise.hotspots.towns.compare import compare
from beatwise.hotspots.towns.coverable_hot_spots import HOURS_EACH
from beatwise.journeys.hotspots.area_events import concerns
from beatwise.journeys.hotspots.area_incidents import asked_types
from beatwise.journeys.hotspots.find import find
from beatwise.journeys.hotspots.shortlist_question import as_range
from beatwise.places.areas import Area
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import pandas as pd

_MONTHS = 12
_USUAL = "towns"
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
    progress: Callable[[int, int, str], None] | None = None,
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
        Months to count; the last twelve months with data when not given.
    areas, layer
        The candidates: labels, or every area of a layer; else the one layer, or ``towns``.
    minimum
        The least hours a chosen town gets.
    hours_each
        The least hours that cover a hot spot: how many each town's share can cover at most.
    count, seed
        As in ``find``.

    Raises
    ------
    UsageError
        Hours that cannot be shared, an unknown type, a town named twice, candidates not clear.
    MissingData
        No workspace, no areas, or none of the months has data.
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
    candidates = _candidates(opened, areas, layer)
    months = as_range(train) if train is not None else _last_year(opened)
    shortlists = []
    for done, area in enumerate(candidates):
        label = f"{area.layer}:{area.label}"
        if progress:
            progress(done, len(candidates), area.label)
        one_list = find(opened, label, slugs, months, count=count, seed=seed)
        shortlists.append(dict.fromkeys(slugs, one_list))
    events = opened.events()
    patrols = [_patrols(events, area, months) for area in candidates]
    return compare(shortlists, patrols, hours, minimum, hours_each)


def _candidates(workspace: Workspace, areas: Sequence[str], layer: str | None) -> list[Area]:
    if areas:
        candidates = [workspace.area(label) for label in areas]
        if len({(a.layer, a.id) for a in candidates}) < len(candidates):
            raise UsageError("a town is named twice.", next_step="Name each town once.")
        return candidates
    everything = workspace.areas(layer)
    layers = sorted({area.layer for area in everything})
    if not everything:
        raise MissingData(
            "no areas have been gathered.",
            next_step="Gather them with: beatwise gather areas FILE --label FIELD",
        )
    if len(layers) > 1 and _USUAL in layers:
        return [area for area in everything if area.layer == _USUAL]
    if len(layers) > 1:
        raise UsageError(
            "which areas are the candidates is not clear.",
            next_step=f"Say which layer with --layer ({', '.join(layers)}), or name each --area.",
        )
    return everything


def _last_year(workspace: Workspace) -> MonthRange:
    months = workspace.months()
    if not months:
        raise MissingData(
            "no months have been gathered.",
            next_step="Gather them with: beatwise gather police-uk SOURCE",
        )
    return MonthRange(months[-1] - (_MONTHS - 1), months[-1])


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
