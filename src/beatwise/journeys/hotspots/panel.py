"""Write counts by area, month and type, on areas of 2021 or on a gathered layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData
from beatwise.journeys.home_forces.home_ground import none_gathered
from beatwise.journeys.hotspots.panel_files import PanelFile, PanelTable, panel_writer
from beatwise.journeys.hotspots.row_areas.count_months import MonthsCounted, count_months
from beatwise.journeys.hotspots.row_areas.placed_by import PlacedBy
from beatwise.records.crime_types import crime_type
from beatwise.store.months.record_notes import notes_of_forces


if TYPE_CHECKING:
    from beatwise.compute.spread import Spread
    from beatwise.places.home.force_ground import Ground
    from beatwise.store.workspace import Workspace

LSOA = "lsoa"


def write_panel(
    workspace: Workspace,
    out: Path,
    *,
    types: Sequence[str] = (),
    forces: Sequence[str] = (),
    months: MonthRange | None = None,
    by: str = LSOA,
    spread: Spread | None = None,
) -> PanelFile:
    """Count and write; the file's ending says how: .csv, .parquet, .xlsx or .ods.

    ``by`` is ``lsoa`` (codes of 2021; those of 2011 are translated by the gathered lookup) or the
    name of a layer of areas, in which each located row counts in the area that holds its point.
    ``spread`` works the forces apart; the file is the same.

    An area on ground that was not gathered is absent, like a month that was not.

    Raises ``UsageError`` for another ending or too long a spreadsheet, ``MissingData`` when no
    month, no such layer, no force of any of its areas, or no lookup for months with codes of 2011
    was gathered.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "panel.csv"
    >>> panel = beatwise.panel(beatwise.example(), file, types=["asb"], by="towns")
    >>> panel.areas, len(panel.months), panel.missing
    (1, 24, [])
    """
    write = panel_writer(out)
    placed_by = PlacedBy(None if by == LSOA else by)
    slugs = _forces(workspace, forces)
    published = _published_months(workspace, slugs, months)
    kinds = list(dict.fromkeys(crime_type(word) for word in types))
    counted = count_months(workspace, published, placed_by, kinds, spread)
    _refuse_nothing(counted, by, workspace.forces())
    missing = _missing(published, slugs, months)
    used = {month for _, month in published}
    records = list(notes_of_forces(workspace, slugs, counted.counts.kinds, used))
    panel = _summary(out, by, counted, missing, records)
    write(PanelTable(counted.counts, counted.labels), panel, out)
    return panel


def _forces(workspace: Workspace, names: Sequence[str]) -> list[str]:
    from beatwise.sources.police_uk.forces import force_slug

    there = workspace.forces()
    wanted = list(dict.fromkeys(force_slug(name) for name in names)) or there
    absent = [force for force in wanted if force not in there]
    if absent or not there:
        raise MissingData(
            f"nothing of {', '.join(absent) or 'any force'} has been gathered.",
            place=str(workspace.path),
            next_step=f"The forces there are: {', '.join(there)}."
            if there
            else "Gather files with: beatwise gather police-uk FOLDER",
        )
    return wanted


def _published_months(
    workspace: Workspace, forces: Sequence[str], months: MonthRange | None
) -> set[tuple[str, int]]:
    pairs = {
        (force, month)
        for force, month in workspace.catalogue.offences
        if force in forces and (months is None or Month(month) in months)
    }
    if not pairs:
        raise MissingData(
            f"no month of {months} has been gathered.",
            place=str(workspace.path),
            next_step="See what there is: beatwise ledger",
        )
    return pairs


def _refuse_nothing(counted: MonthsCounted, by: str, forces: Sequence[str]) -> None:
    if counted.not_gathered and not counted.counts.lines:
        ground = next(iter(counted.not_gathered.values()))
        raise none_gathered(by, ground, forces)


def _missing(
    published: set[tuple[str, int]], forces: Sequence[str], months: MonthRange | None
) -> list[dict[str, str]]:
    numbers = [month for _, month in published]
    span = months or MonthRange(Month(min(numbers)), Month(max(numbers)))
    return [
        {"force": force, "month": str(month)}
        for force in forces
        for month in span
        if (force, month.number) not in published
    ]


def _summary(
    out: Path, by: str, counted: MonthsCounted, missing: list[dict[str, str]], records: list[str]
) -> PanelFile:
    counts, labels = counted.counts, counted.labels
    return PanelFile(
        file=out.name,
        by=by,
        areas=len(counts.areas),
        types=list(counts.kinds),
        months=[str(Month(number)) for number in counts.months],
        missing=missing,
        lines=counts.lines,
        rows={
            "read": counts.tally.rows_read(counts.kinds),
            "counted": counts.counted,
            **counts.tally.fates(counts.kinds),
            "strayed": counts.strayed,
            "without_month": counts.without_month,
        },
        records=records,
        stray_areas=counts.stray_areas if counted.grounds is None else [],
        not_gathered=[
            {"area": area, "label": labels.get(area, area), "forces": list(ground.absent)}
            for area, ground in sorted(counted.not_gathered.items())
        ],
        partly_gathered=[
            {"area": area, "label": labels.get(area, area), "note": words}
            for area, words in sorted(counted.partly_gathered.items())
        ],
        decided_by=_decided_by(counted.grounds or {}),
    )


def _decided_by(grounds: Mapping[str, Ground]) -> str:
    return " and ".join(sorted({str(ground.method) for ground in grounds.values()})) or "codes"
