"""The maps of pocket cards: the street layer around each beat."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import shapely

from beatwise.places.areas import Area, Bounds
from beatwise.planning.beats.ground import BeatGround
from beatwise.publication import attribution
from beatwise.publication.findings import Backdrop
from beatwise.publication.maps.backdrop import MARGIN_M, backdrop
from beatwise.publication.plans.pocket_card import CardMap
from beatwise.store.workspace import Workspace


def card_maps(
    workspace: Workspace | Path | str | None, layer: str | None, grounds: Mapping[str, BeatGround]
) -> dict[str, CardMap]:
    """Return the map of each beat from a layer of streets; none without a layer."""
    if layer is None:
        return {}
    opened = (
        workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace or "."))
    )
    sources = [item for item in opened.provenance() if item.kind == "streets"]
    credit = " ".join(attribution.sentences(sources))
    return {beat: CardMap(_backdrop(opened, ground), credit) for beat, ground in grounds.items()}


def _backdrop(workspace: Workspace, ground: BeatGround) -> Backdrop:
    edge = shapely.MultiPoint(ground.walks.xy).buffer(MARGIN_M).envelope
    near = Bounds(*edge.buffer(MARGIN_M).bounds)
    area = Area(ground.base, ground.base, "beats", edge)
    return backdrop(area, [], workspace.streets(within=near), workspace.map_features(near))
