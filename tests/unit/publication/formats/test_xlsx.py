"""Excel sheets: words that look like formulas are words."""

from __future__ import annotations

import io
import zipfile

from python_calamine import CalamineWorkbook
from tests.unit.publication.formats.worlds import book

from beatwise.publication.formats.xlsx import xlsx


def test_xlsx_has_no_formulas() -> None:
    """XLSX holds the same sheets, with words that look like formulas as words."""
    made = xlsx(book())
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name)
    read = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert read.sheet_names == [sheet.name for sheet in book().sheets]
    assert read.get_sheet_by_index(len(book().sheets) - 1).to_python()[3][0] == "=1+1"
    assert xlsx(book()) == made
