"""Outlines of police forces, where a layer of police force areas was gathered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beatwise.sources.police_uk.forces import force_slug


if TYPE_CHECKING:
    import shapely

    from beatwise.store.workspace import Workspace

# The ONS codes of police force areas: England, Wales, Scotland, Northern Ireland.
FORCE_AREA_CODES = ("E23", "W15", "S23", "N23", "N24", "N92")
_FORCE_AREA = re.compile(rf"({'|'.join(FORCE_AREA_CODES)})\d{{6}}")


def force_outlines(workspace: Workspace) -> dict[str, shapely.Geometry]:
    """Return the outlines by slug, in metres; none gathered gives none."""
    return {
        force_slug(area.label): area.geometry
        for layer in workspace.layers_with_ids(FORCE_AREA_CODES)
        for area in workspace.areas(layer)
        if is_force_area(area.id)
    }


def is_force_area(code: str) -> bool:
    """Say whether an id is the ONS code of a police force area."""
    return _FORCE_AREA.fullmatch(code) is not None
