"""Parts of a saved result that those by months and those by day have in common, to and fro."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.value_for_money import UnitCost


def standing_as_json(standing: Standing) -> dict[str, object]:
    """Return how a result came to be."""
    return {
        "lock": None if standing.lock is None else lock_json.as_json(standing.lock),
        "retrospective": [str(month) for month in standing.retrospective],
        "late_deviations": list(standing.late_deviations),
        "records": list(standing.records),
        "left_out": [str(month) for month in standing.left_out],
        "deposited": standing.deposited,
    }


def standing_from_json(document: Table, place: str) -> Standing:
    """Read how a result came to be. Raises as ``lock_json.from_json``."""
    lock = None if document["lock"] is None else lock_json.from_json(document["lock"], place)
    return Standing(
        lock,
        tuple(Month.parse(month) for month in document["retrospective"]),
        tuple(document.get("late_deviations", ())),
        tuple(document.get("records", ())),
        tuple(Month.parse(month) for month in document.get("left_out", ())),
        bool(document.get("deposited", False)),
    )


def counts_as_json(
    counts: Mapping[str, NDArray[np.int64]] | Mapping[str, NDArray[np.float64]],
) -> dict[str, object]:
    """Return name → array as lists."""
    return {name: values.tolist() for name, values in counts.items()}


def counts_from_json(document: Table) -> dict[str, NDArray[np.int64]]:
    """Read outcome → (areas, months or days) counts back."""
    return {name: np.array(values, dtype=np.int64) for name, values in document.items()}


def minutes_from_json(document: Table) -> dict[str, NDArray[np.float64]]:
    """Read grade → delivered minutes back, (areas,) or (areas, days)."""
    return {grade: np.array(values, dtype=float) for grade, values in document.items()}


def until_from_json(month: str | None) -> Month | None:
    """Read the month of a look; None at the end."""
    return None if month is None else Month.parse(month)


def unit_cost_as_json(unit: UnitCost | None) -> dict[str, object] | None:
    """Return a unit cost."""
    return None if unit is None else asdict(unit)


def unit_cost_from_json(document: Table | None) -> UnitCost | None:
    """Read a unit cost back."""
    return None if document is None else UnitCost(**document)


def events_as_json(events: Sequence[OtherEvent]) -> list[dict[str, object]]:
    """Return events."""
    return [
        {
            "name": e.name, "kind": e.kind, "start": str(e.start),
            "end": None if e.end is None else str(e.end), "where": e.where,
        }
        for e in events
    ]  # fmt: skip


def events_from_json(documents: Sequence[Table]) -> tuple[OtherEvent, ...]:
    """Read events back."""
    return tuple(
        OtherEvent(
            e["name"], e["kind"], Month.parse(e["start"]),
            None if e["end"] is None else Month.parse(e["end"]), e["where"],
        )
        for e in documents
    )  # fmt: skip


def versions() -> dict[str, str]:
    """Return the versions that a result was made with."""

    def of(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "source"

    return {name: of(name) for name in ("beatwise", "numpy", "scipy", "shapely")}
