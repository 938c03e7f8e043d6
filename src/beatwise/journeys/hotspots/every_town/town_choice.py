"""Which towns a question about every town is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from beatwise.errors import MissingData, UsageError
from beatwise.places.areas import Area
from beatwise.store.workspace import Workspace


_USUAL = "towns"


def candidates(workspace: Workspace, areas: Sequence[str], layer: str | None) -> list[Area]:
    """Return the areas of these labels, or all of a layer: the one there is, or ``towns``.

    Raises ``MissingData`` where there are none, and ``UsageError`` for one named twice and where
    which layer is meant is not clear.
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
            next_step=f"Say which layer with --layer ({', '.join(layers)}), or name each --area.",
        )
    return everything


def file_names(towns: Sequence[Area]) -> dict[str, str]:
    """Return by id what a town's files begin with: its label, with its id where two have one."""
    from beatwise.publication.town.brief_files import file_name

    plain = {town.id: file_name(town.label) for town in towns}
    several = Counter(plain.values())
    return {
        town.id: plain[town.id]
        if several[plain[town.id]] == 1
        else file_name(f"{town.label} {town.id}")
        for town in towns
    }
