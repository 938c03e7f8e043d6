"""Read the hours of an earlier measurement from the ``fidelity.json`` in its folder."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from pathlib import Path

from beatwise.delivery.measurement.fidelity_json import FORMAT
from beatwise.delivery.measurement.year_hours import EarlierHours
from beatwise.errors import BadInput, MissingData


NEXT_STEP = "Give a folder that beatwise measure wrote."


def read_earlier(path: Path) -> EarlierHours:
    """Return the hours of a measurement; raise ``MissingData`` or ``BadInput`` naming the file."""
    file = path / "fidelity.json" if path.is_dir() else path
    if not file.is_file():
        raise MissingData("there is no measurement here.", place=str(path), next_step=NEXT_STEP)
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise ValueError
        hours: dict[tuple[str, str], float] = defaultdict(float)
        for month in document["months"]:
            hours[str(month["month"]), str(month["partner"])] += float(month["patrol_hours"])
        return EarlierHours(
            plan=str(document["plan"]),
            first=dt.date.fromisoformat(document["from"]),
            last=dt.date.fromisoformat(document["to"]),
            hours=dict(hours),
            place=str(file),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise BadInput("this is not a measurement.", place=str(file), next_step=NEXT_STEP) from None
