"""Rows near an area, read from the files of the forces that recorded anything there.

A town of one force is found as quickly in a national workspace as in the force's own: where each
force recorded is known from the table of points, which says which files need not be opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.last_few import LastFew
from beatwise.records.force_names import EVERYWHERE
from beatwise.records.placed_rows import PlacedRows, joined, place_rows


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace

MOST_ROWS = 12_000_000  # kept in memory, of all forces together: about 40 bytes each
_COLUMNS = ("month", "type", "easting", "northing", "location")
_ROWS: LastFew[tuple, PlacedRows] = LastFew(MOST_ROWS, len)


def rows_near(
    workspace: Workspace, types: tuple[str, ...], bounds: tuple[float, float, float, float]
) -> PlacedRows:
    """Return the rows of some types in a rectangle (metres), edges included, in stored order.

    What was read of a force is remembered for the next town of it.
    """
    near = force_ground(workspace).recorded.forces_in(bounds)
    forces = [force for force in workspace.forces() if force in near or force in EVERYWHERE]
    parts = [_rows_of(workspace, force, types).near(bounds) for force in forces]
    return joined(parts or [place_rows(workspace.offences(forces=[], columns=_COLUMNS), types)])


def _rows_of(workspace: Workspace, force: str, types: tuple[str, ...]) -> PlacedRows:
    """Read a force once; a new gather has new file names, so a new key."""
    entries = workspace.catalogue.by_force[force]
    key = (str(workspace.path), tuple((e.file, e.repeats) for e in entries), types)
    return _ROWS.get(
        key,
        lambda: place_rows(
            workspace.offences(forces=[force], types=types, columns=_COLUMNS), types
        ),
    )
