"""Which towns a question about every town is about."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.errors import MissingData, UsageError
from beatwise.journeys.hotspots.area_incidents import no_months
from beatwise.places.areas import Area
from beatwise.store.workspace import Workspace


_USUAL = "towns"


def every_town(workspace: Workspace, layer: str | None, source: str | None = None) -> list[Area]:
    """Return the towns of a layer, for a question of police records or else of an extract.

    Raises as ``candidates``, and ``MissingData`` where no month was gathered.
    """
    if source is None and not workspace.forces():
        raise no_months()
    return candidates(workspace, (), layer, how="--towns-in")


def candidates(
    workspace: Workspace,
    areas: Sequence[str],
    layer: str | None,
    how: str = "--layer, or name each --area",
) -> list[Area]:
    """Return the areas of these labels, or all of a layer: the one there is, or ``towns``.

    Raises ``MissingData`` where there are none, and ``UsageError`` for one named twice and where
    which layer is meant is not clear; ``how`` are the options that then say it.
    """
    if areas:
        named = [workspace.area(label) for label in areas]
        if len({(a.layer, a.id) for a in named}) < len(named):
            raise UsageError("a town is named twice.", next_step="Name each town once.")
        return named
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
            next_step=f"There are {', '.join(layers)}: say which with {how}.",
        )
    return everything
