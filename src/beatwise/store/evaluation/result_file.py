"""The saved result: protocol, counts, hashes, seed and versions, enough to make it all again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import Month
from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.protocol import protocol_json
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.result import result_json
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.result import Result
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.value_for_money import UnitCost
from beatwise.store.evaluation import saved_parts


RESULT = "result.json"
FORMAT = "beatwise result 1"


@dataclass(frozen=True, slots=True, eq=False)
class SavedResult:
    """What a result is made from; ``hashes`` are those of the month files, by month."""

    material: Material
    standing: Standing
    events: tuple[OtherEvent, ...]
    unit: UnitCost | None
    hashes: dict[str, str]


def as_json(saved: SavedResult, result: Result) -> dict[str, object]:
    """Return the whole document: what it was made from, and the result."""
    material = saved.material
    return {
        "format": FORMAT,
        **result_json.as_json(result),
        "made_from": {
            "protocol": material.protocol.mapping,
            **saved_parts.standing_as_json(saved.standing),
            "months": [str(Month(m)) for m in material.months],
            "missing": [str(m) for m in material.missing],
            "until": None if material.until is None else str(material.until),
            "areas": saved_parts.counts_as_json(material.areas),
            "rings": saved_parts.counts_as_json(material.rings),
            "minutes": saved_parts.counts_as_json(material.minutes),
            "events": saved_parts.events_as_json(saved.events),
            "unit_cost": saved_parts.unit_cost_as_json(saved.unit),
            "files": saved.hashes,
            "versions": saved_parts.versions(),
        },
    }


def text_of(document: dict[str, object]) -> bytes:
    """Return a document as the bytes of its file."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def load(path: Path) -> tuple[SavedResult, bytes]:
    """Read a saved result: what it was made from, and its bytes.

    Raises ``MissingData`` when there is none, ``BadInput`` when it cannot be read.
    """
    try:
        content = path.read_bytes()
        document = json.loads(content)
        if document["format"] != FORMAT:
            raise KeyError("format")
        return from_json(document["made_from"], str(path)), content
    except FileNotFoundError as error:
        raise MissingData(
            "there is no saved result here.",
            place=str(path),
            next_step="Run beatwise evaluate PROTOCOL --out DIR first, without --again.",
        ) from error
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"this is not a saved result ({error}).", place=str(path)) from error


def from_json(document: Table, place: str) -> SavedResult:
    """Read what a result was made from. Raises ``KeyError`` or ``ValueError`` for anything else."""
    standing = saved_parts.standing_from_json(document, place)
    return SavedResult(
        material=Material(
            protocol=protocol_json.from_json(document["protocol"], place),
            months=tuple(Month.parse(m).number for m in document["months"]),
            areas=saved_parts.counts_from_json(document["areas"]),
            rings=saved_parts.counts_from_json(document["rings"]),
            missing=tuple(Month.parse(m) for m in document["missing"]),
            minutes=saved_parts.minutes_from_json(document["minutes"]),
            until=saved_parts.until_from_json(document["until"]),
        ),
        standing=standing,
        events=saved_parts.events_from_json(document["events"]),
        unit=saved_parts.unit_cost_from_json(document["unit_cost"]),
        hashes=document["files"],
    )
