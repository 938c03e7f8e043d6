"""What to do when maps have no streets: the county's extract, by its address."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from beatwise import data
from beatwise.fields import document
from beatwise.store.workspace import Workspace


class Extracts(NamedTuple):
    """An extract's address as a pattern, the regions of each force, and the list of them all."""

    address: str
    regions: dict[str, tuple[str, ...]]
    everywhere: str


def street_advice(workspace: Workspace | Path | str, areas: Sequence[str]) -> str | None:
    """Return how to get streets for areas (labels) that have none, or None when all have some."""
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    bare = [label for label in areas if not _has_streets(opened, label)]
    if not bare:
        return None
    known = extracts()
    regions = list(
        dict.fromkeys(r for force in opened.forces() for r in known.regions.get(force, ()))
    )
    where = f"--workspace {shlex.quote(str(opened.path))}"
    if not regions or len(regions) > 4:
        return (
            "The maps have no streets. Get the county's extract (.shp.zip) from "
            f"{known.everywhere}, then: beatwise gather streets FILE {where}"
        )
    lines = [
        f"beatwise gather streets {known.address.format(region=region)} --layer "
        f"{region.rsplit('/', 1)[-1]} {where}"
        for region in regions
    ]
    return "The maps have no streets. To get them from OpenStreetMap:\n  " + "\n  ".join(lines)


def _has_streets(workspace: Workspace, label: str) -> bool:
    if not workspace.catalogue.of_kind("streets"):
        return False
    from beatwise.journeys.hotspots.mapping.gathered_ground import bounds_around

    area = workspace.area(label)
    return bool(workspace.streets(within=bounds_around([area.geometry], 0.0)))


@cache
def extracts() -> Extracts:
    """Return what ``data/street_extracts`` says."""
    name = "geofabrik.toml"
    with document(data.text("street_extracts", name), f"street_extracts/{name}") as fields:
        forces = fields.table("forces")
        regions = {force: forces.texts(force) for force in forces.data}
        return Extracts(fields.text("address"), regions, fields.text("everywhere"))
