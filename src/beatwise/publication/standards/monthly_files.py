"""A month of the Specified Information Order as files: CSV, its metadata, its gaps in words."""

from __future__ import annotations

import io
import zipfile

from beatwise.accountability.funds import pounds
from beatwise.accountability.standards.specified_information import MonthlyFile, cells
from beatwise.cell_text.csv_text import csv_text
from beatwise.publication.standards.csvw import MetadataColumn, metadata, metadata_name


SOURCE = "https://www.legislation.gov.uk/uksi/2011/3050/schedule"


def file_name(of: MonthlyFile) -> str:
    """Return the file's name: ``spending-2026-10.csv``."""
    return f"{of.file.name}-{of.month}.csv"


def csv_bytes(of: MonthlyFile) -> bytes:
    """Return the month as CSV (RFC 4180, UTF-8)."""
    return csv_text(cells(of)).encode()


def metadata_bytes(of: MonthlyFile, publisher: str) -> bytes:
    """Return the metadata that go with the month's CSV."""
    incomplete = {gap.column for gap in of.gaps}
    columns = [
        MetadataColumn(c.name, c.title, c.kind, c.required and c.title not in incomplete)
        for c in of.file.columns
    ]
    return metadata(
        file=file_name(of), title=f"{of.file.title}, {of.month.name}", publisher=publisher,
        columns=columns, about=in_words(of), period=str(of.month), source=SOURCE,
    ).encode()  # fmt: skip


def in_words(of: MonthlyFile) -> str:
    """Return what the month holds and lacks, as a sentence or two."""
    count = len(of.rows)
    if not count:
        return f"Nothing of this kind in {of.month.name}."
    words = f"{count} row{'s' * (count != 1)}, {pounds(of.total)} in all."
    if of.gaps:
        words += f" {len(of.gaps)} cell{'s' * (len(of.gaps) != 1)} that the Order asks for "
        words += f"{'are' if len(of.gaps) != 1 else 'is'} empty."
    return words


def archive(months: list[MonthlyFile], publisher: str) -> bytes:
    """Return files with their metadata in one archive, the same bytes for the same contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for each in months:
            name = file_name(each)
            for path, content in (
                (name, csv_bytes(each)), (metadata_name(name), metadata_bytes(each, publisher)),
            ):  # fmt: skip
                file.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()
