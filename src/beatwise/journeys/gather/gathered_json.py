"""What a gather of one file or layer did, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias


if TYPE_CHECKING:
    from beatwise.journeys.gather.areas import GatheredAreas
    from beatwise.journeys.gather.events import GatheredEvents
    from beatwise.journeys.gather.incidents import GatheredIncidents
    from beatwise.journeys.gather.streets import GatheredStreets

    GatheredFile: TypeAlias = GatheredAreas | GatheredEvents | GatheredIncidents | GatheredStreets


def as_json(gathered: GatheredFile) -> dict[str, object]:
    """Return it as JSON values, a path as the name of its file."""
    fields = asdict(gathered).items()
    return {name: value.name if isinstance(value, Path) else value for name, value in fields}
