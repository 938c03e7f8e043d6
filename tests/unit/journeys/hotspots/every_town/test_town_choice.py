"""Which towns a question about every town is about."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from beatwise.errors import UsageError
from beatwise.journeys.hotspots.every_town.town_choice import candidates, every_town
from beatwise.places.areas import Area
from beatwise.records.provenance import Provenance
from beatwise.store.workspace import Workspace


def test_the_next_step_names_the_option_of_the_command(tmp_path: Path) -> None:
    """``towns`` has ``--layer`` and ``--area``; what asks of every town has ``--towns-in``."""
    made = Workspace.create(tmp_path / "ws", "Two layers")
    for layer in ("boroughs", "wards"):
        area = Area("E1", "A", layer, shapely.box(0, 0, 1, 1))
        with made.writing() as transaction:
            transaction.put_areas(layer, [area], Provenance("areas", "n", "0", "now", "own", 1, 1))
    with pytest.raises(UsageError, match="boroughs, wards: say which with --towns-in"):
        every_town(made, None, source="extract")
    with pytest.raises(UsageError, match="with --layer, or name each --area"):
        candidates(made, (), None)
    assert [area.layer for area in every_town(made, "wards", source="extract")] == ["wards"]
