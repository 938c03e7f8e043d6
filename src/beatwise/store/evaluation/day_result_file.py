"""The saved result of a crossover by day, enough to make it all again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from beatwise.errors import BadInput
from beatwise.evaluation.protocol import protocol_json
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.result.crossover import crossover_json
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.crossover.day_material import DayMaterial
from beatwise.evaluation.result.standing import Standing
from beatwise.evaluation.result.value_for_money import UnitCost
from beatwise.store.evaluation.result_file import FORMAT
from beatwise.store.evaluation.saved_parts import (
    counts_as_json,
    counts_from_json,
    events_as_json,
    events_from_json,
    minutes_from_json,
    standing_as_json,
    standing_from_json,
    unit_cost_as_json,
    unit_cost_from_json,
    until_from_json,
    versions,
)


@dataclass(frozen=True, slots=True, eq=False)
class SavedDays:
    """What a result by day is made from."""

    material: DayMaterial
    standing: Standing
    events: tuple[OtherEvent, ...]
    unit: UnitCost | None


def as_json(saved: SavedDays, result: DayResult) -> dict[str, object]:
    """Return the whole document: what it was made from, and the result."""
    material = saved.material
    return {
        "format": FORMAT,
        **crossover_json.as_json(result),
        "made_from": {
            "protocol": material.protocol.mapping,
            **standing_as_json(saved.standing),
            "areas": counts_as_json(material.areas),
            "rings": counts_as_json(material.rings),
            "weeks": material.weeks.tolist(),
            "undated": material.undated,
            "minutes": counts_as_json(material.minutes),
            "until": None if material.until is None else str(material.until),
            "history": None if material.history is None else material.history.tolist(),
            "events": events_as_json(saved.events),
            "unit_cost": unit_cost_as_json(saved.unit),
            "versions": versions(),
        },
    }


def load_days(path: Path) -> tuple[SavedDays, bytes]:
    """Read a saved result by day and its bytes. Raises ``BadInput`` when it cannot be read."""
    content, place = path.read_bytes(), str(path)
    try:
        return from_json(json.loads(content)["made_from"], place), content
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"this is not a saved result ({error}).", place=place) from error


def from_json(document: dict[str, Any], place: str) -> SavedDays:
    """Read what a result was made from. Raises ``KeyError`` or ``ValueError`` for anything else."""
    standing = standing_from_json(document, place)
    history = document["history"]
    material = DayMaterial(
        protocol=protocol_json.from_json(document["protocol"], place),
        areas=counts_from_json(document["areas"]),
        rings=counts_from_json(document["rings"]),
        weeks=np.array(document["weeks"], dtype=bool),
        undated=document["undated"],
        minutes=minutes_from_json(document["minutes"]),
        until=until_from_json(document["until"]),
        history=None if history is None else np.array(history, dtype=np.int64),
    )
    events, unit = events_from_json(document["events"]), unit_cost_from_json(document["unit_cost"])
    return SavedDays(material, standing, events, unit)
