"""Read the areas that a programme might patrol: frozen lists of hot spots, or areas of your own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely

from beatwise.clock import MonthRange
from beatwise.errors import BadInput, MissingData
from beatwise.hotspots.shortlist.frozen_list_json import FORMAT
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Candidate:
    """An area that might be patrolled; ``role`` is given where the choice is already made."""

    id: str
    name: str
    town: str
    shape: shapely.Geometry
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The areas on offer, the months and types they were chosen on, and where they came from."""

    areas: tuple[Candidate, ...]
    selection: MonthRange | None
    types: tuple[str, ...]
    hashes: tuple[tuple[str, str], ...]


def read_candidates(workspace: Workspace, files: Sequence[Path]) -> Candidates:
    """Read every file; areas keep the order of the files and of the ranks in them.

    Raises ``MissingData`` for a file that is not there, ``BadInput`` for one that holds no areas.
    """
    areas: list[Candidate] = []
    selections: list[MonthRange] = []
    types: list[str] = []
    hashes: list[tuple[str, str]] = []
    for file in files:
        if _is_frozen(file):
            frozen = read_frozen(file)
            town = str(frozen.about.get("area", file.stem))
            areas += [
                Candidate(f"{town}-{spot.rank}", f"{town} {spot.rank}: {_plain(spot.name)}", town,
                          spot.geometry)
                for spot in frozen.spots
            ]  # fmt: skip
            selections.append(MonthRange.parse(frozen.about["train"]))
            types += frozen.about.get("types", [])
            hashes.append((file.name, frozen.frozen_hash))
        else:
            areas += _own_areas(workspace, file)
            hashes.append((file.name, _sha256(file)))
    if not areas:
        raise BadInput("there are no areas in the files given.", place=str(files[0]))
    return Candidates(
        areas=_with_own_ids(areas),
        selection=_whole(selections),
        types=tuple(dict.fromkeys(types)),
        hashes=tuple(hashes),
    )


def _is_frozen(file: Path) -> bool:
    if not file.exists():
        raise MissingData(
            "there is no such file.", place=str(file), next_step="Make one: beatwise find … --out"
        )
    try:
        document = json.loads(file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"this is not a GeoJSON file ({error}).", place=str(file)) from error
    about = document.get("beatwise") if isinstance(document, dict) else None
    return isinstance(about, dict) and about.get("format") == FORMAT


def _own_areas(workspace: Workspace, file: Path) -> list[Candidate]:
    from beatwise.sources.geography.areas import read_areas

    roles = _roles(file)
    layer = read_areas([file], "name", id_field="id")
    towns = [a for a in (workspace.areas() if workspace.layers() else []) if a.layer == "towns"]
    return [
        Candidate(a.id, a.label, _town(a.geometry, towns), a.geometry, roles.get(a.id))
        for a in layer.areas
    ]


def _roles(file: Path) -> dict[str, str]:
    words = {"patrolled": "treated", "treated": "treated", "comparison": "comparison"}
    features = json.loads(file.read_text("utf-8")).get("features", [])
    properties = [(f.get("properties") or {}) for f in features]
    return {
        str(p["id"]): words[p["role"]] for p in properties if p.get("role") in words and "id" in p
    }


def _town(shape: shapely.Geometry, towns: Sequence) -> str:
    middle = shape.centroid
    return next((town.label for town in towns if town.geometry.contains(middle)), "")


def _with_own_ids(areas: list[Candidate]) -> tuple[Candidate, ...]:
    ids: set[str] = set()
    for area in areas:
        if area.id in ids:
            raise BadInput(
                f"two areas have the id '{area.id}'.",
                next_step="Give one list a town; for several types make it "
                "with: beatwise find --type A --type B --out FILE",
            )
        ids.add(area.id)
    return tuple(areas)


def _whole(selections: Sequence[MonthRange]) -> MonthRange | None:
    if not selections:
        return None
    return MonthRange(min(s.first for s in selections), max(s.last for s in selections))


def _plain(name: str) -> str:
    return name.removeprefix("On or near ").strip() or "unnamed place"


def _sha256(file: Path) -> str:
    import hashlib

    return hashlib.sha256(file.read_bytes()).hexdigest()
