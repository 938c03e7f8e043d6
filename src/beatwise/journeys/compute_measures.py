"""Work a measure's series out of a workspace: counts by area and month, and hours of patrol.

A month that was not gathered gives no row, and never a nought; a nought is written only where a
force published the month and nothing of the kind lay in the area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.accountability.tables.computed import DELIVERY, OFFENCES, Query
from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData
from beatwise.journeys.delivered_series import delivered_rows
from beatwise.journeys.evaluation.delivered_hours import visits
from beatwise.journeys.home_forces.home_ground import none_gathered
from beatwise.journeys.hotspots.row_areas.count_months import count_months
from beatwise.journeys.hotspots.row_areas.placed_by import PlacedBy
from beatwise.records.crime_types import crime_type
from beatwise.records.odd_months.record_sentences import concerning
from beatwise.store.months.month_records import odd_months_of
from beatwise.store.months.record_notes import notes_of_forces


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Computed:
    """A measure's series.

    Parameters
    ----------
    measure
        Its id.
    rows
        In the columns of observations: measure, area, period, value, vintage, source, note.
    areas, months
        The areas and months it covers.
    missing
        Months within them that were not gathered, with their force; they have no rows.
    records
        What is odd, lost or left out in the records counted, in sentences.
    not_gathered
        Areas of the layer on ground that was not gathered; they have no rows either.
    """

    measure: str
    rows: tuple[dict[str, str], ...]
    areas: tuple[str, ...]
    months: tuple[str, ...]
    missing: tuple[str, ...]
    records: tuple[str, ...] = ()
    not_gathered: tuple[str, ...] = ()


def compute(
    workspace: Workspace,
    queries: Sequence[Query],
    *,
    layer: str = "",
    file: Path | None = None,
    delivery: Path | None = None,
    months: MonthRange | None = None,
) -> tuple[Computed, ...]:
    """Work out each query; one of visits or of delivery only where their files are given.

    Parameters
    ----------
    layer
        A layer to count in, instead of the queries' own.
    file
        A table of visits, as ``journeys.evaluation.delivered_hours`` reads it.
    delivery
        The folder that ``beatwise measure`` wrote, or its ``fidelity.json``.

    Raises ``MissingData`` when nothing was gathered, there is no such layer, or none of its areas
    lies on ground that was gathered.
    """
    series = []
    for query in queries:
        if query.counts == OFFENCES:
            counted_in = replace(query, layer=layer or query.layer)
            series.append(_incident_series(workspace, counted_in, months))
        elif query.counts == DELIVERY:
            if delivery is not None:
                rows = delivered_rows(query, delivery, months)
                series.append(_series(query.measure, rows, []))
        elif file is not None:
            series.append(_patrol_hours(query, file, months))
    return tuple(series)


def _incident_series(workspace: Workspace, query: Query, months: MonthRange | None) -> Computed:
    published = {
        key: entry
        for key, entry in workspace.catalogue.offences.items()
        if months is None or Month(key[1]) in months
    }
    if not published:
        raise MissingData(
            "no month has been gathered.",
            place=str(workspace.path),
            next_step="Gather files with: beatwise gather police-uk FOLDER",
        )
    forces = sorted({force for force, _ in published})
    kinds = [crime_type(kind) for kind in query.types]
    counted = count_months(workspace, set(published), PlacedBy(query.layer), kinds)
    table = counted.counts.table
    counts = table.groupby(["area", "force", "month"], observed=True)["rows"].sum()
    lines = []
    odd = {force: concerning(odd_months_of(workspace, force), kinds) for force in forces}
    for (area, force, month), count in counts.items():
        entry = published[str(force), int(month)].provenance
        lines.append(
            {
                "measure": query.measure,
                "area": counted.labels.get(str(area), str(area)),
                "period": str(Month(int(month))),
                "value": str(int(count)),
                "vintage": entry.gathered[:10],
                "source": f"{entry.source} (SHA-256 {entry.sha256[:12]}), counted by Beatwise in "
                f"the layer {query.layer}",
                "note": "; ".join(one.words for one in odd[str(force)] if one.month == month),
            }
        )
    missing = _missing(set(published), forces)
    outside = counted.not_gathered
    if outside and not counted.counts.there.any():
        ground = next(iter(outside.values()))
        raise none_gathered(query.layer, ground, workspace.forces())
    series = _series(query.measure, lines, missing)
    labels = sorted(counted.labels.get(area, area) for area in outside)
    used = {month for _, month in published}
    records = notes_of_forces(workspace, forces, kinds, used)
    return replace(series, records=records, not_gathered=tuple(labels))


def _missing(published: set[tuple[str, int]], forces: Sequence[str]) -> list[str]:
    numbers = [month for _, month in published]
    span = range(min(numbers), max(numbers) + 1)
    return [f"{f} {Month(m)}" for f in forces for m in span if (f, m) not in published]


def _patrol_hours(query: Query, file: Path, months: MonthRange | None) -> Computed:
    import hashlib

    table, local, minutes = visits(file)
    number = local.dt.year * 12 + local.dt.month - 1
    sums = minutes.groupby([table["hot_spot"], number]).sum()
    mark = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    lines = [
        {
            "measure": query.measure,
            "area": str(place),
            "period": str(Month(int(month))),
            "value": f"{float(walked) / 60:.1f}",
            "vintage": "",
            "source": f"{file.name} (SHA-256 {mark}), added up by Beatwise",
            "note": "",
        }
        for (place, month), walked in sums.items()
        if months is None or Month(int(month)) in months
    ]
    return _series(query.measure, lines, [])


def _series(measure: str, rows: list[dict[str, str]], missing: list[str]) -> Computed:
    rows.sort(key=lambda row: (row["area"], row["period"]))
    return Computed(
        measure,
        tuple(rows),
        tuple(dict.fromkeys(row["area"] for row in rows)),
        tuple(sorted({row["period"] for row in rows})),
        tuple(missing),
    )
