"""Excel sheets: words that look like formulas are words."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from python_calamine import CalamineWorkbook
from tests.unit.publication.formats.worlds import ALIGNED, book

from beatwise.publication.formats.document import Column
from beatwise.publication.formats.workbook import Sheet, Workbook
from beatwise.publication.formats.xlsx import xlsx


NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _grounds(made: bytes) -> dict[str, str]:
    """The colour behind each cell with words of the first sheet, by its place; none is empty."""
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        styles = ET.fromstring(packed.read("xl/styles.xml"))
        page = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    fills = [fill.find(".//x:fgColor", NS) for fill in styles.findall("x:fills/x:fill", NS)]
    colours = ["" if each is None else each.get("rgb", "") for each in fills]
    forms = [colours[int(f.get("fillId", 0))] for f in styles.findall("x:cellXfs/x:xf", NS)]
    return {cell.get("r", ""): forms[int(cell.get("s", 0))] for cell in page.iterfind(".//x:c", NS)}


def test_a_cell_has_the_ground_that_its_column_gives_its_words() -> None:
    """Words of a state have a colour; other words, missing cells and other columns have none."""
    column = Column("State", tint=lambda words: "#d9e8f2" if words == "In progress" else "")
    rows = (("In progress", "In progress"), ("b", "Other"), ("c", None))
    sheet = Sheet("S", ("S",), (Column("Name"), column), rows)
    grounds = _grounds(xlsx(Workbook("W", (sheet,))))
    assert grounds["B3"] == "FFD9E8F2"
    assert [grounds[place] for place in ("A3", "A4", "B4", "B5")] == [""] * 4


def test_words_stand_where_the_values_of_their_column_do() -> None:
    """Pounds and what is missing are to the right in a column of numbers, and nowhere else."""
    with zipfile.ZipFile(io.BytesIO(xlsx(Workbook("W", (ALIGNED,))))) as packed:
        styles = ET.fromstring(packed.read("xl/styles.xml"))
        page = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    alignments = [form.find("x:alignment", NS) for form in styles.findall("x:cellXfs/x:xf", NS)]
    right = [each is not None and each.get("horizontal") == "right" for each in alignments]
    cells = page.iterfind(".//x:c", NS)
    assert [c.get("r") for c in cells if right[int(c.get("s", 0))]] == ["B3", "B4"]


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
