"""Outlines of police forces, where a layer of police force areas was gathered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beatwise.last_few import LastFew
from beatwise.sources.police_uk.forces import force_slug


if TYPE_CHECKING:
    import shapely

    from beatwise.places.home.force_boundaries import ForceBoundaries
    from beatwise.store.workspace import Workspace

# The ONS codes of police force areas: England, Wales, Scotland, Northern Ireland.
FORCE_AREA_CODES = ("E23", "W15", "S23", "N23", "N24", "N92")
_BOUNDARIES: LastFew[tuple[str, ...], ForceBoundaries] = LastFew(4)
_FORCE_AREA = re.compile(rf"({'|'.join(FORCE_AREA_CODES)})\d{{6}}")


def force_outlines(workspace: Workspace) -> dict[str, shapely.Geometry]:
    """Return the outlines by slug, in metres; none gathered gives none."""
    return {
        force_slug(area.label): area.geometry
        for layer in workspace.layers_with_ids(FORCE_AREA_CODES)
        for area in workspace.areas(layer)
        if is_force_area(area.id)
    }


def force_boundaries(workspace: Workspace) -> ForceBoundaries:
    """Return the outlines as one to ask; that of the last few workspaces is remembered.

    Their search tree and the prepared outlines of a nation take seconds to make.
    """
    from beatwise.places.home.force_boundaries import ForceBoundaries

    layers = [item.file for item in workspace.catalogue.of_kind("areas")]
    key = (str(workspace.path.resolve()), *layers)
    return _BOUNDARIES.get(key, lambda: ForceBoundaries(force_outlines(workspace)))


def is_force_area(code: str) -> bool:
    """Say whether an id is the ONS code of a police force area."""
    return _FORCE_AREA.fullmatch(code) is not None
