"""The saved result of a crossover by day, enough to make it all again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from beatwise.errors import BadInput
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.protocol import protocol_json
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.result.crossover import crossover_json
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.crossover.day_material import DayMaterial
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.value_for_money import UnitCost
from beatwise.store.evaluation import saved_parts
from beatwise.store.evaluation.result_file import FORMAT


@dataclass(frozen=True, slots=True, eq=False)
class SavedDayResult:
    """What a result by day is made from."""

    material: DayMaterial
    standing: Standing
    events: tuple[OtherEvent, ...]
    unit: UnitCost | None


def as_json(saved: SavedDayResult, result: DayResult) -> dict[str, object]:
    """Return the whole document: what it was made from, and the result."""
    material = saved.material
    return {
        "format": FORMAT,
        **crossover_json.as_json(result),
        "made_from": {
            "protocol": material.protocol.mapping,
            **saved_parts.standing_as_json(saved.standing),
            "areas": saved_parts.counts_as_json(material.areas),
            "rings": saved_parts.counts_as_json(material.rings),
            "weeks": material.weeks.tolist(),
            "undated": material.undated,
            "minutes": saved_parts.counts_as_json(material.minutes),
            "until": None if material.until is None else str(material.until),
            "history": None if material.history is None else material.history.tolist(),
            "events": saved_parts.events_as_json(saved.events),
            "unit_cost": saved_parts.unit_cost_as_json(saved.unit),
            "versions": saved_parts.versions(),
        },
    }


def load_days(path: Path) -> tuple[SavedDayResult, bytes]:
    """Read a saved result by day and its bytes. Raises ``BadInput`` when it cannot be read."""
    content, place = path.read_bytes(), str(path)
    try:
        return from_json(json.loads(content)["made_from"], place), content
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"this is not a saved result ({error}).", place=place) from error


def from_json(document: Table, place: str) -> SavedDayResult:
    """Read what a result was made from. Raises ``KeyError`` or ``ValueError`` for anything else."""
    standing = saved_parts.standing_from_json(document, place)
    history = document["history"]
    material = DayMaterial(
        protocol=protocol_json.from_json(document["protocol"], place),
        areas=saved_parts.counts_from_json(document["areas"]),
        rings=saved_parts.counts_from_json(document["rings"]),
        weeks=np.array(document["weeks"], dtype=bool),
        undated=document["undated"],
        minutes=saved_parts.minutes_from_json(document["minutes"]),
        until=saved_parts.until_from_json(document["until"]),
        history=None if history is None else np.array(history, dtype=np.int64),
    )
    events, unit = (
        saved_parts.events_from_json(document["events"]),
        saved_parts.unit_cost_from_json(document["unit_cost"]),
    )
    return SavedDayResult(material, standing, events, unit)
