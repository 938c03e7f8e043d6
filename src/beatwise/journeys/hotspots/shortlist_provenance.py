"""The provenance beside every shortlist: the ledger of what is missing, and the files behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatwise.clock import Month
from beatwise.hotspots.shortlist.as_json import coverage_as_json
from beatwise.hotspots.shortlist.shortlist import MonthCoverage
from beatwise.journeys.home_forces.home_ground import ground_as_json
from beatwise.journeys.hotspots.area_incidents import AreaIncidents


if TYPE_CHECKING:
    from beatwise.records.ledger import LedgerLine
    from beatwise.store.workspace import Workspace

_COUNTED = (
    "rows", "asb", "no_location", "outside", "repeats", "duplicates", "restated", "vintage",
)  # fmt: skip


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
    lines = {line["month"]: line for line in workspace.ledger_lines([incidents.force])}
    months = sorted(wanted & set(workspace.catalogue.span))
    present = [lines[month] for month in months if month in lines]
    ledger["months"] = [_month(month, lines.get(month)) for month in months]
    ledger["no_location_share"] = _share(
        sum(line["no_location"] for line in present), sum(line["rows"] for line in present)
    )
    ledger["lsoa_vintages"] = sorted({line["vintage"] for line in present})
    return ledger


def _month(month: int, line: LedgerLine | None) -> dict[str, object]:
    """Return one line of the ledger; a missing month has no counts."""
    values: dict[str, object] = {} if line is None else {**line}
    counts = {name: values[name] for name in _COUNTED if values}
    return {"month": str(Month(month)), "present": line is not None, **counts}


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
