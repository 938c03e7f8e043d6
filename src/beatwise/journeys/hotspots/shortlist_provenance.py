"""The provenance beside every shortlist: the ledger of what is missing, and the files behind it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from beatwise.clock import Month
from beatwise.hotspots.shortlist.as_json import coverage_as_json
from beatwise.hotspots.shortlist.shortlist import MonthCoverage
from beatwise.journeys.home_forces.home_ground import ground_as_json
from beatwise.journeys.hotspots.area_incidents import AreaIncidents


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace

_COUNTED = ("rows", "asb", "no_location", "outside", "repeats", "duplicates", "restated")


def ledger_of(
    workspace: Workspace,
    incidents: AreaIncidents,
    train: MonthCoverage,
    score: MonthCoverage | None,
) -> dict[str, object]:
    """Return what is missing, as plain JSON values; counts are of the whole force."""
    ledger: dict[str, object] = {
        "source": incidents.source,
        "force": incidents.force,
        "ground": None if incidents.ground is None else ground_as_json(incidents.ground),
        "train": coverage_as_json(train),
        "score": None if score is None else coverage_as_json(score),
        "months": [],
    }
    if incidents.force is None:
        return ledger
    wanted = {*train.present, *train.missing}
    wanted |= {*score.present, *score.missing} if score else set()
    frame = workspace.ledger()
    rows = frame[(frame["force"].astype(str) == incidents.force) & frame["month"].isin(wanted)]
    present = rows[rows["present"]]
    ledger["months"] = [_month(row) for row in rows.to_dict("records")]
    ledger["no_location_share"] = _share(present["no_location"].sum(), present["rows"].sum())
    ledger["lsoa_vintages"] = sorted({int(vintage) for vintage in present["vintage"]})
    return ledger


def _month(row: Mapping[Hashable, Any]) -> dict[str, object]:
    """Return one line of the ledger; a missing month has no counts."""
    line: dict[str, object] = {"month": str(Month(row["month"])), "present": bool(row["present"])}
    counts = (*_COUNTED, "vintage") if line["present"] else ()
    return line | {name: int(row[name]) for name in counts}


def _share(part: int, whole: int) -> float | None:
    return round(int(part) / int(whole), 4) if whole else None


def sources_of(
    workspace: Workspace, incidents: AreaIncidents, train: MonthCoverage
) -> list[dict[str, str]]:
    """Return the files behind the list with their hashes, in order of name."""
    months = {str(Month(m)) for m in train.present}
    sources = []
    for entry in workspace.provenance():
        if incidents.force is not None and entry.kind == "police-uk":
            name = entry.source.rsplit("/", 1)[-1].rsplit("!", 1)[-1]
            if not (incidents.force in name and name[:7] in months):
                continue
        elif entry.kind not in ("areas", "incidents" if incidents.force is None else "areas"):
            continue
        sources.append({"source": entry.source, "sha256": entry.sha256})
    return sorted(sources, key=lambda e: (e["source"], e["sha256"]))
