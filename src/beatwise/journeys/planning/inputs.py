"""What planning starts from: hot spots of either kind of file, and streets."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.errors import BadInput, MissingData
from beatwise.planning.beats.beats import HotSpotEntry
from beatwise.planning.dates import day_of
from beatwise.planning.peak_windows import windows_from_peaks
from beatwise.planning.windows import Window
from beatwise.records.crime_types import CATEGORIES
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.plan_folder import read_json
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    from beatwise.places.walking import StreetGraph


def as_day(day: dt.date | str) -> dt.date:
    """Return a date, or read ``YYYY-MM-DD``; raise ``UsageError`` for anything else."""
    return day if isinstance(day, dt.date) else day_of(day)


def as_paths(files: Path | str | Sequence[Path | str]) -> list[Path]:
    """Return one or many files as a list of paths."""
    return [Path(f) for f in ([files] if isinstance(files, Path | str) else files)]


def hot_spots(path: Path) -> list[HotSpotEntry]:
    """Return the hot spots of a frozen list, checked against its hash, or of plain GeoJSON."""
    from beatwise.sources.plans.hot_spots import plain_spots

    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingData(
            "there is no such file.", place=str(path),
            next_step="Make the list with: beatwise find … --out FILE",
        ) from error  # fmt: skip
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"this is not a GeoJSON file ({error}).", place=str(path)) from error
    if not isinstance(document, dict) or "beatwise" not in document:
        return plain_spots(document, path)
    frozen_list = read_frozen(path)
    if not frozen_list.spots:
        raise BadInput("this list holds no hot spots.", place=str(path))
    area = str(frozen_list.about.get("area", path.stem))
    return [
        HotSpotEntry(
            spot.id,
            spot.name or f"{area} hot spot {spot.rank}",
            spot.geometry,
            spot.counts,
            str(path),
            _why(spot.counts),
            tuple(frozen_list.about.get("no_data", ())),
        )
        for spot in frozen_list.spots
    ]


def _why(counts: dict[str, int]) -> str:
    there = [
        f"{count} {CATEGORIES.get(name, name).lower()}"
        for name, count in sorted(counts.items())
        if count
    ]
    return f"Recorded in the months of choosing: {', '.join(there)}" if there else ""


def known_windows(path: Path) -> tuple[Window, ...]:
    """Return the peak windows in what ``beatwise peaks --json`` printed, as measured windows."""
    document = read_json(
        path, "Make it with: beatwise peaks --area LABEL --type TYPE --json > FILE"
    )
    runs = document.get("runs", [document]) if isinstance(document, dict) else []
    return windows_from_peaks(runs, str(path))


def streets_to_walk(workspace: Workspace | Path | str | None, layer: str) -> StreetGraph:
    """Return a gathered layer of streets as a graph; raise ``MissingData`` when there is none."""
    from beatwise.places.walking import street_graph

    own_workspace = (
        workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace or "."))
    )
    streets = own_workspace.streets(layer)
    if not streets:
        raise MissingData(
            f"the workspace holds no streets called '{layer}'.",
            place="--streets",
            next_step="Gather them with: beatwise gather streets FILE --layer NAME",
        )
    return street_graph(streets)
