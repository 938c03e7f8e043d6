"""What every Word document we write has: headed tables, and bytes that do not tell the time."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from docx.table import _Row


def repeat_header(row: _Row) -> None:
    """Mark the first row as the table's header, for readers of screens and long tables."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def without_clock(content: bytes) -> bytes:
    """Write the archive again with one fixed date, so that the same document has the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as undated:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            undated.writestr(entry, archive.read(name))
    return out.getvalue()
