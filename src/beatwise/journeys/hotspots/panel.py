"""Write counts by area, month and type, on areas of 2021 or on a gathered layer."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.cell_text.csv_text import csv_text
from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData, UsageError
from beatwise.journeys.home_forces.home_ground import none_gathered
from beatwise.journeys.hotspots.row_areas import (
    RowAreas,
    count_rows,
    in_layer,
    on_2021_codes,
    without_absent_types,
)
from beatwise.records.area_counts import AreaCounts
from beatwise.records.offences import CATEGORIES, crime_type
from beatwise.store.months.record_notes import notes_of_forces


if TYPE_CHECKING:
    import pandas as pd

    from beatwise.store.workspace import Workspace

LSOA = "lsoa"
SPREADSHEET_ROWS = 1_048_000  # a sheet holds 1,048,576, some of them for words


@dataclass(frozen=True, slots=True)
class PanelFile:
    """A panel that was written.

    ``months`` are those counted, ``missing`` the (force, month) pairs of the range that were not
    gathered: absent from the file, never noughts. ``rows`` says what became of every row of the
    types asked for; its parts but ``moved`` and ``by_point`` add up to ``read``. ``records`` says
    what is odd, lost or left out in the records counted.
    types asked for; its parts but ``moved`` and ``by_point`` add up to ``read``. ``not_gathered``
    are areas on ground of forces that were not gathered, absent too; ``partly_gathered`` says which
    areas lie there in part. ``decided_by`` says what settled whose ground an area is.
    """

    file: str
    by: str
    areas: int
    types: list[str]
    months: list[str]
    missing: list[dict[str, str]]
    lines: int
    rows: dict[str, int]
    stray_areas: list[str]
    records: list[str]
    not_gathered: list[dict[str, object]]
    partly_gathered: list[dict[str, str]]
    decided_by: str


def write_panel(
    workspace: Workspace,
    out: Path,
    *,
    types: Sequence[str] = (),
    forces: Sequence[str] = (),
    months: MonthRange | None = None,
    by: str = LSOA,
) -> PanelFile:
    """Count and write; the file's ending says how: .csv, .parquet, .xlsx or .ods.

    ``by`` is ``lsoa`` (codes of 2021; those of 2011 are translated by the gathered lookup) or the
    name of a layer of areas, in which each located row counts in the area that holds its point.

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
    write = _writer(out)
    slugs = _forces(workspace, forces)
    published = _published_months(workspace, slugs, months)
    columns = ["month", "force", "type", "lsoa", "easting", "northing"]
    rows = workspace.offences(forces=slugs, months=months, columns=columns)
    kinds = [crime_type(word) for word in types] or _kinds(rows)
    row_areas = on_2021_codes(workspace, rows) if by == LSOA else in_layer(workspace, rows, by)
    counts = count_rows(rows, row_areas, published, kinds)
    counts = replace(counts, table=without_absent_types(workspace, counts.table))
    _refuse_nothing(row_areas, counts, by, workspace.forces())
    table = _with_names(counts.table, row_areas.labels)
    missing = _missing(published, slugs, months)
    used = {month for _, month in published}
    records = list(notes_of_forces(workspace, slugs, kinds, used))
    panel = _summary(out, by, rows, row_areas, counts, kinds, published, missing, records)
    write(table, panel, out)
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


def _refuse_nothing(
    row_areas: RowAreas, counts: AreaCounts, by: str, forces: Sequence[str]
) -> None:
    if row_areas.not_gathered and not len(counts.table):
        ground = next(iter(row_areas.not_gathered.values()))
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


def _kinds(rows: pd.DataFrame) -> list[str]:
    there = set(rows["type"].unique())
    return [kind for kind in CATEGORIES if kind in there] + sorted(there - set(CATEGORIES))


def _with_names(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    months = {number: str(Month(number)) for number in table["month"].unique().tolist()}
    named = table.assign(month=table["month"].map(months).astype("category"))
    if labels:
        named.insert(1, "label", named["area"].astype(str).map(labels))
    return named


def _summary(
    out: Path,
    by: str,
    rows: pd.DataFrame,
    row_areas: RowAreas,
    counts: AreaCounts,
    kinds: Sequence[str],
    published: set[tuple[str, int]],
    missing: list[dict[str, str]],
    records: list[str],
) -> PanelFile:
    of_types = rows["type"].isin(list(kinds)).to_numpy()
    fates = {name: int((flag & of_types).sum()) for name, flag in row_areas.fates.items()}
    return PanelFile(
        file=out.name,
        by=by,
        areas=counts.table["area"].cat.categories.size,
        types=list(kinds),
        months=[str(Month(number)) for number in sorted({month for _, month in published})],
        missing=missing,
        lines=len(counts.table),
        rows={
            "read": int(of_types.sum()),
            "counted": counts.counted,
            **fates,
            "strayed": counts.strayed,
            "without_month": counts.without_month,
        },
        records=records,
        stray_areas=counts.stray_areas if row_areas.grounds is None else [],
        not_gathered=[
            {"area": area, "label": row_areas.labels.get(area, area), "forces": list(ground.absent)}
            for area, ground in sorted(row_areas.not_gathered.items())
        ],
        partly_gathered=[
            {"area": area, "label": row_areas.labels.get(area, area), "note": words}
            for area, words in sorted(row_areas.partly_gathered.items())
        ],
        decided_by=_decided_by(row_areas),
    )


def _decided_by(row_areas: RowAreas) -> str:
    methods = sorted({str(ground.method) for ground in (row_areas.grounds or {}).values()})
    return " and ".join(methods) or "codes"


def _writer(out: Path) -> Callable[[pd.DataFrame, PanelFile, Path], None]:
    kinds = {".csv": _csv, ".parquet": _parquet, ".xlsx": _workbook, ".ods": _workbook}
    if out.suffix.lower() not in kinds:
        raise UsageError(
            f"a panel cannot be written as '{out.suffix or out.name}'.",
            place=str(out),
            next_step=f"Let the file's name end in one of: {', '.join(kinds)}.",
        )
    if out.is_dir():
        raise UsageError("this is a folder.", place=str(out), next_step="Name a file inside it.")
    return kinds[out.suffix.lower()]


def _csv(table: pd.DataFrame, panel: PanelFile, out: Path) -> None:
    columns = [column.astype(object).where(column.notna(), None) for _, column in table.items()]
    _save(out, csv_text([list(table.columns), *zip(*columns, strict=True)]).encode())


def _parquet(table: pd.DataFrame, panel: PanelFile, out: Path) -> None:
    from beatwise.store.files.parquet_tables import write_frame

    stream = io.BytesIO()
    write_frame(table, stream)
    _save(out, stream.getvalue())


def _workbook(table: pd.DataFrame, panel: PanelFile, out: Path) -> None:
    from beatwise.publication.formats.ods import ods
    from beatwise.publication.formats.xlsx import xlsx
    from beatwise.publication.town import panel_book

    if len(table) > SPREADSHEET_ROWS:
        raise UsageError(
            f"the panel has {len(table):,} lines, more than a spreadsheet holds.",
            place=str(out),
            next_step="Write it as .csv or .parquet, or ask for fewer types or months.",
        )
    lines = table.astype({"rows": object}).itertuples(index=False, name=None)
    book = panel_book.book(
        list(table.columns),
        list(lines),
        panel.by,
        panel.rows,
        panel.missing,
        panel.stray_areas or [str(line["label"]) for line in panel.not_gathered],
        panel.records,
    )
    _save(out, xlsx(book) if out.suffix.lower() == ".xlsx" else ods(book))


def _save(out: Path, content: bytes) -> None:
    from beatwise.store.plan_folder import write_files

    write_files(out.parent, {out.name: content})
