"""The files a panel is written to: .csv and .parquet a part at a time, .xlsx and .ods whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.cell_text.csv_text import csv_text
from beatwise.clock import Month
from beatwise.errors import UsageError
from beatwise.records.area_counts import LINES_AT_ONCE, AreaCounts
from beatwise.store.whole_file import write_whole, writing_whole


if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

SPREADSHEET_ROWS = 1_048_000  # a sheet holds 1,048,576, some of them for words
CSV_LINES_AT_ONCE = 100_000  # each cell is an object while it is written


@dataclass(frozen=True, slots=True)
class PanelFile:
    """A panel that was written.

    ``months`` are those counted, ``missing`` the (force, month) pairs of the range that were not
    gathered: absent from the file, never noughts. ``rows`` says what became of every row of the
    types asked for; its parts but ``moved`` and ``by_point`` add up to ``read``. ``records`` says
    what is odd, lost or left out in the records counted. ``not_gathered`` are areas on ground of
    forces that were not gathered, absent too; ``partly_gathered`` says which areas lie there in
    part. ``decided_by`` says what settled whose ground an area is.
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


@dataclass(frozen=True, slots=True, eq=False)
class PanelTable:
    """The lines of a panel with months, and areas where they have labels, by name."""

    counts: AreaCounts
    labels: Mapping[str, str]

    def parts(self, most: int = LINES_AT_ONCE) -> Iterator[pd.DataFrame]:
        """Yield the lines about ``most`` at a time; at least one part."""
        import pandas as pd

        words, place = self._months()
        months = pd.CategoricalDtype(words)
        of_number = dict(zip(self.counts.months, place.tolist(), strict=True))
        for part in self.counts.tables(most):
            at = part["month"].map(of_number).astype(int)
            named = part.assign(month=pd.Categorical.from_codes(at, dtype=months))
            if self.labels:
                named.insert(1, "label", named["area"].astype(str).map(self.labels))
            yield named

    def arrow_parts(self, most: int = LINES_AT_ONCE) -> Iterator[pa.Table]:
        """Yield the same as Arrow tables, many times as quickly."""
        import pyarrow as pa

        schema = pa.Schema.from_pandas(next(self.parts(1)), preserve_index=False)
        words, place = self._months()
        counts, labels = self.counts, [self.labels.get(area) for area in self.counts.areas]
        of = {
            "area": counts.areas, "force": counts.forces, "month": words, "type": counts.kinds,
        }  # fmt: skip
        of_column = {name: pa.array(of[name], schema.field(name).type.value_type) for name in of}
        for part in self.counts.parts(most):
            codes = {
                "area": part.area, "force": part.force, "month": place[part.month],
                "type": part.kind,
            }  # fmt: skip
            columns: dict[str, pa.Array] = {"rows": pa.array(part.rows)}
            for name, code in codes.items():
                index = pa.array(code).cast(schema.field(name).type.index_type)
                columns[name] = pa.DictionaryArray.from_arrays(index, of_column[name])
            if self.labels:
                names = pa.array(labels, schema.field("label").type)
                columns["label"] = names.take(pa.array(part.area))
            yield pa.table([columns[name] for name in schema.names], schema=schema)

    def _months(self) -> tuple[list[str], NDArray[np.int64]]:
        """Return the months that some area has, and the place among them of each month."""
        import numpy as np

        used = np.logical_or.reduce(self.counts.there, axis=0)
        words = [str(Month(self.counts.months[at])) for at in np.flatnonzero(used).tolist()]
        return words, used.cumsum() - 1


def panel_writer(out: Path) -> Callable[[PanelTable, PanelFile, Path], None]:
    """Return what writes a file of this ending; raise ``UsageError`` for another or a folder."""
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


def _csv(table: PanelTable, panel: PanelFile, out: Path) -> None:
    with writing_whole(out) as stream:
        for number, part in enumerate(table.parts(CSV_LINES_AT_ONCE)):
            columns = [c.astype(object).where(c.notna(), None) for _, c in part.items()]
            heading = [] if number else [list(part.columns)]
            stream.write(csv_text([*heading, *zip(*columns, strict=True)]).encode())


def _parquet(table: PanelTable, panel: PanelFile, out: Path) -> None:
    from beatwise.store.files.parquet_tables import write_tables

    with writing_whole(out) as stream:
        write_tables(table.arrow_parts(), stream)


def _workbook(table: PanelTable, panel: PanelFile, out: Path) -> None:
    from beatwise.publication.formats.ods import ods
    from beatwise.publication.formats.xlsx import xlsx
    from beatwise.publication.town import panel_book

    if panel.lines > SPREADSHEET_ROWS:
        raise UsageError(
            f"the panel has {panel.lines:,} lines, more than a spreadsheet holds.",
            place=str(out),
            next_step="Write it as .csv or .parquet, or ask for fewer types or months.",
        )
    parts = list(table.parts())
    lines = [
        line
        for part in parts
        for line in part.astype({"rows": object}).itertuples(index=False, name=None)
    ]
    book = panel_book.book(
        list(parts[0].columns),
        lines,
        panel.by,
        panel.rows,
        panel.missing,
        panel.stray_areas or [str(line["label"]) for line in panel.not_gathered],
        panel.records,
    )
    write_whole(out, xlsx(book) if out.suffix.lower() == ".xlsx" else ods(book))
