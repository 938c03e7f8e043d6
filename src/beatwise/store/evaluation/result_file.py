"""The saved result: protocol, counts, hashes, seed and versions, enough to make it all again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from beatwise.clock import Month
from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.lock import read_lock
from beatwise.evaluation.protocol.protocol import protocol
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.result import Result, Standing
from beatwise.evaluation.result.result_json import result_dict
from beatwise.evaluation.result.value_for_money import UnitCost


RESULT = "result.json"
FORMAT = "beatwise result 1"


@dataclass(frozen=True, slots=True, eq=False)
class Saved:
    """What a result is made from; ``hashes`` are those of the month files, by month."""

    material: Material
    standing: Standing
    events: tuple[OtherEvent, ...]
    unit: UnitCost | None
    hashes: dict[str, str]


def save(saved: Saved, result: Result) -> dict[str, Any]:
    """Return the whole document: what it was made from, and the result."""
    material, standing = saved.material, saved.standing
    return {
        "format": FORMAT,
        **result_dict(result),
        "made_from": {
            "protocol": material.protocol.mapping,
            "lock": None if standing.lock is None else standing.lock.as_dict(),
            "retrospective": [str(m) for m in standing.retrospective],
            "late_deviations": list(standing.late_deviations),
            "months": [str(Month(m)) for m in material.months],
            "missing": [str(m) for m in material.missing],
            "until": None if material.until is None else str(material.until),
            "areas": {k: v.tolist() for k, v in material.areas.items()},
            "rings": {k: v.tolist() for k, v in material.rings.items()},
            "minutes": {k: v.tolist() for k, v in material.minutes.items()},
            "events": events_mapping(saved.events),
            "unit_cost": unit_mapping(saved.unit),
            "files": saved.hashes,
            "versions": versions(),
        },
    }  # fmt: skip


def load(path: Path) -> tuple[Saved, bytes]:
    """Read a saved result: what it was made from, and its bytes.

    Raises ``MissingData`` when there is none, ``BadInput`` when it cannot be read.
    """
    try:
        content = path.read_bytes()
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise KeyError("format")
        return _read(said["made_from"], str(path)), content
    except FileNotFoundError as error:
        raise MissingData(
            "there is no saved result here.",
            place=str(path),
            next_step="Run beatwise evaluate PROTOCOL --out DIR first, without --again.",
        ) from error
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"this is not a saved result ({error}).", place=str(path)) from error


def _read(said: dict[str, Any], place: str) -> Saved:
    lock = None if said["lock"] is None else read_lock(said["lock"], place)
    return Saved(
        material=Material(
            protocol=protocol(said["protocol"], place),
            months=tuple(Month.parse(m).number for m in said["months"]),
            areas={k: np.array(v, dtype=np.int64) for k, v in said["areas"].items()},
            rings={k: np.array(v, dtype=np.int64) for k, v in said["rings"].items()},
            missing=tuple(Month.parse(m) for m in said["missing"]),
            minutes={k: np.array(v, dtype=float) for k, v in said["minutes"].items()},
            until=None if said["until"] is None else Month.parse(said["until"]),
        ),
        standing=Standing(
            lock, read_months(said["retrospective"]), tuple(said.get("late_deviations", ()))
        ),
        events=read_events(said["events"]),
        unit=read_unit(said["unit_cost"]),
        hashes=said["files"],
    )  # fmt: skip


def unit_mapping(unit: UnitCost | None) -> dict[str, Any] | None:
    """Return a unit cost as JSON values."""
    return None if unit is None else asdict(unit)


def read_unit(said: dict[str, Any] | None) -> UnitCost | None:
    """Read a unit cost back."""
    return None if said is None else UnitCost(**said)


def events_mapping(events: Sequence[OtherEvent]) -> list[dict[str, Any]]:
    """Return events as JSON values."""
    return [
        {
            "name": e.name, "kind": e.kind, "start": str(e.start),
            "end": None if e.end is None else str(e.end), "where": e.where,
        }
        for e in events
    ]  # fmt: skip


def read_events(said: Sequence[dict[str, Any]]) -> tuple[OtherEvent, ...]:
    """Read events back."""
    return tuple(
        OtherEvent(
            e["name"], e["kind"], Month.parse(e["start"]),
            None if e["end"] is None else Month.parse(e["end"]), e["where"],
        )
        for e in said
    )  # fmt: skip


def read_months(said: Sequence[str]) -> tuple[Month, ...]:
    """Read months back."""
    return tuple(Month.parse(month) for month in said)


def versions() -> dict[str, str]:
    """Return the versions that a result was made with."""
    from importlib.metadata import PackageNotFoundError, version

    def of(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "source"

    return {name: of(name) for name in ("beatwise", "numpy", "scipy", "shapely")}
