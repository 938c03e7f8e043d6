"""Peak times of an area: timed incidents from the workspace, or a refusal that says what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput, MissingData, UsageError
from beatwise.hotspots.peaks.peak_times import (
    HotspotPeak,
    PeakTimes,
    Settings,
    peak_times,
    peak_times_by_hotspot,
    refuse_month_only,
)
from beatwise.publication.town.peak_table import as_dict, hotspot_dict
from beatwise.records.crime_types import ASB, crime_type, slug
from beatwise.records.incidents import start_months
from beatwise.sources.geography.areas import read_areas
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from beatwise.places.areas import Area


class Spot(NamedTuple):
    """A listed hot spot: its identifier, and its polygon in BNG metres."""

    id: str
    outline: shapely.Geometry


@dataclass(frozen=True, slots=True)
class AreaPeaks:
    """Peak times of one area and one kind of incident.

    Parameters
    ----------
    area
        The area.
    types
        The incident types counted together; anti-social behaviour is always alone.
    sources
        Which extracts the incidents come from.
    no_place
        Incidents of these types, anywhere, that have no location and so could not be looked for.
    peak
        Peak times of the whole area.
    per_hotspot
        Peak times of each listed hot spot that meets the area; empty when no list was given.
    left_out
        Months left out on request; an incident is of the month in which it can first have happened.
    months
        The first month with an incident in the area, to the last.
    """

    area: Area
    types: tuple[str, ...]
    sources: tuple[str, ...]
    no_place: int
    peak: PeakTimes
    per_hotspot: tuple[HotspotPeak, ...]
    left_out: tuple[Month, ...] = ()
    months: MonthRange | None = None


def find_peaks(
    workspace: Workspace,
    labels: Sequence[str],
    types: Sequence[str],
    *,
    settings: Settings | None = None,
    hotspots: Path | None = None,
) -> list[AreaPeaks]:
    """Find peak times for each area, anti-social behaviour apart from crime.

    Parameters
    ----------
    workspace
        A workspace that holds a timed extract; ``workspace.without(months)`` leaves months out.
    labels
        ``LABEL`` or ``LAYER:LABEL`` of each area.
    types
        police.uk categories, ``asb``, or types of a gathered extract.
    settings
        Longest span placed (hours), share a peak holds, fewest incidents, seed.
    hotspots
        A frozen list: peaks of each of its places that holds enough, the others pooled.

    Raises
    ------
    Refused
        The workspace holds months only (police.uk) and no incident with a time.
    Conflict
        The frozen list was changed after it was frozen.
    MissingData
        No such area, no timed incident of these types in it, or none of the listed hot spots.
    UsageError
        A type that neither police.uk nor any gathered extract knows.

    Examples
    --------
    >>> import beatwise
    >>> [found] = beatwise.find_peaks(beatwise.example(), ["towns:Pelbrook"], ["asb"])
    >>> found.peak.placed > 100
    True
    """
    settings = settings or Settings()
    areas = [workspace.area(label) for label in labels]
    incidents = workspace.incidents()
    if not len(incidents):
        _refuse(workspace, areas)
    groups = _groups(types, set(incidents["type"].astype(str)))
    spots = _spots(hotspots) if hotspots else []
    left_out = [month.number for month in workspace.left_out]
    incidents = incidents[~np.isin(start_months(incidents), left_out)]
    return [
        replace(_one(incidents, area, group, spots, settings), left_out=workspace.left_out)
        for area in areas
        for group in groups
    ]


def _spots(file: Path) -> list[Spot]:
    """Read a frozen list, its hash checked, or plain polygons with an ``id``."""
    try:
        return [Spot(spot.id, spot.geometry) for spot in read_frozen(file).spots]
    except BadInput:
        return [Spot(area.id, area.geometry) for area in read_areas([file], "id").areas]


def _refuse(workspace: Workspace, areas: list[Area]) -> None:
    if workspace.months():
        raise refuse_month_only(", ".join(area.label for area in areas))
    raise MissingData(
        "there are no incidents with a time in this workspace.",
        place=str(workspace.path),
        next_step="Gather a timed extract: beatwise gather incidents FILE --mapping FILE",
    )


def _groups(types: Sequence[str], known: set[str]) -> list[tuple[str, ...]]:
    """Split the types asked for: anti-social behaviour alone, crime types together."""
    names = dict.fromkeys(_type(text, known) for text in types)
    crime = tuple(name for name in names if name != ASB)
    return [group for group in ((ASB,) if ASB in names else (), crime) if group]


def _type(text: str, known: set[str]) -> str:
    own = {slug(name): name for name in sorted(known)}
    try:
        name = crime_type(text)
    except UsageError:
        if slug(text) in own:
            return own[slug(text)]
        raise
    return own.get(name, name)


def _one(
    incidents: pd.DataFrame,
    area: Area,
    types: tuple[str, ...],
    spots: list[Spot],
    settings: Settings,
) -> AreaPeaks:
    of_types = incidents[incidents["type"].isin(types)]
    x, y = of_types["easting"].to_numpy(float), of_types["northing"].to_numpy(float)
    here = shapely.contains_xy(area.geometry, x, y)
    if not here.any():
        raise MissingData(
            f"there are no incidents with a time of type {', '.join(types)} in this area.",
            place=area.label,
            next_step="Ask the force for a timed extract (`beatwise request`), then: beatwise "
            "gather incidents FILE --mapping FILE",
        )
    near = [spot for spot in spots if spot.outline.intersects(area.geometry)]
    if spots and not near:
        raise MissingData(
            "none of the listed hot spots lies in this area.",
            place=area.label,
            next_step="Give the list that was made for this area.",
        )
    inside = of_types[here]
    start, end = (_utc(inside[name]) for name in ("start", "end"))
    numbers = start_months(inside)
    return AreaPeaks(
        area=area,
        types=types,
        sources=tuple(sorted(inside["source"].astype(str).unique())),
        no_place=int(np.isnan(x).sum()),
        peak=peak_times(start, end, settings),
        per_hotspot=peak_times_by_hotspot(
            start, end, _which(near, x[here], y[here]), [spot.id for spot in near], settings
        )
        if near
        else (),
        months=MonthRange(Month(int(numbers.min())), Month(int(numbers.max()))),
    )


def _utc(moments: pd.Series) -> NDArray[np.datetime64]:
    return moments.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[s]")


def _which(spots: list[Spot], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the hot spot each incident is in, −1 for none; the first listed where two meet."""
    which = np.full(len(x), -1)
    for at in reversed(range(len(spots))):
        which[shapely.contains_xy(spots[at].outline, x, y)] = at
    return which


def as_json(run: AreaPeaks) -> dict[str, object]:
    """Return the shape that ``beatwise peaks --json`` prints for one area."""
    return {
        "area": run.area.label,
        "types": list(run.types),
        "sources": list(run.sources),
        "months": str(run.months) if run.months else None,
        "no_place": run.no_place,
        "without": [str(month) for month in run.left_out],
        **as_dict(run.peak),
        "per_hotspot": [hotspot_dict(one) for one in run.per_hotspot],
        "pooled": [one.id for one in run.per_hotspot if one.pooled],
    }
