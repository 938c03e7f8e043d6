"""A few towns of one force: what a worker, here or on another machine, needs to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.places.areas import Area
from beatwise.store.shared_workspace import SharedWorkspace
from beatwise.store.workspace import Workspace


MOST_TOWNS = 16  # in a part: enough to read a force's rows once, few enough to share out evenly


@dataclass(frozen=True, slots=True)
class TownPart:
    """Some towns of one layer of a workspace, by their ids."""

    workspace: SharedWorkspace
    layer: str
    ids: tuple[str, ...]

    def areas(self) -> list[Area]:
        """Return the towns."""
        by_id = {area.id: area for area in self.workspace.opened().areas(self.layer)}
        return [by_id[one] for one in self.ids]


def town_parts(
    workspace: Workspace, towns: Sequence[Area], most: int | None = None
) -> Iterator[TownPart]:
    """Share towns out, at most so many of one home force together; all are of one layer.

    The parts are the same whoever works them, and however many there are to do so.
    """
    most = most or MOST_TOWNS
    ground = force_ground(workspace)
    by_force: dict[str, list[str]] = {}
    for town in towns:
        by_force.setdefault(ground.of(town.geometry).home or "", []).append(town.id)
    shared = SharedWorkspace.of(workspace)
    for _, ids in sorted(by_force.items()):
        for first in range(0, len(ids), most):
            yield TownPart(shared, towns[0].layer, tuple(ids[first : first + most]))
