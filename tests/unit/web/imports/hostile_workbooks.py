"""Small workbooks that ask for much; run as a module it reads one and says what that took."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from beatwise.publication.formats.document import Column
from beatwise.web.exports import writers
from beatwise.web.imports import read_file


_SHEET = "xl/worksheets/sheet3.xml"
_SHARED = "xl/sharedStrings.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_NAMES = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"'
_HEAD = '<c r="A1" t="str"><v>Name</v></c>'
OPEN_HEAD = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p>'
    "</table:table-cell></table:table-row>"
)


def excel(rows: str, shared: str = "", sheet: bytes = b"") -> bytes:
    """Return an Excel workbook whose last sheet has these rows, or is this XML."""
    plain = f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
    parts = {_SHEET: sheet or plain}
    if shared:
        parts[_SHARED] = f"<sst {_MAIN}>{shared}</sst>".encode()
    listing = writers.Listing("x", "T", (Column("Name"),), [("a",)])
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(writers.as_xlsx(listing))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in whole.namelist():
            packed.writestr(name, parts.get(name, whole.read(name)))
    return out.getvalue()


def open_document(rows: str) -> bytes:
    """Return an OpenDocument workbook of one sheet with these rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="m"/>')
        packed.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return out.getvalue()


def _open_cells(cell: str, columns: int, rows: int) -> bytes:
    cell = cell.replace("<table:table-cell", f'<table:table-cell {_REPEATED}="{columns}"', 1)
    more = "".join(_TEXT.format(f"Name{n}") for n in range(1, min(columns, 50)))
    head = OPEN_HEAD.replace("</table:table-row>", f"{more}</table:table-row>")
    return open_document(
        f'{head}<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    )


_REPEATED = "table:number-columns-repeated"
_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def _far() -> bytes:
    return excel(
        f'<row r="1">{_HEAD}</row><row r="20000"><c r="X16000"><v>1</v></c>'
        '<c r="Y20000"><v>1</v></c><c r="XFD20000"><v>1</v></c></row>'
    )


def _low() -> bytes:
    return excel(f'<row r="1">{_HEAD}</row><row r="1048576"><c><v>1</v></c></row>')


def _shared(size: int) -> Callable[[], bytes]:
    return lambda: excel(f'<row r="1">{_HEAD}</row>', f"<si><t>{'a' * size}</t></si>")


def _many_shared(size: int) -> Callable[[], bytes]:
    return lambda: excel(f'<row r="1">{_HEAD}</row>', "<si><t>ab</t></si>" * (size // 18))


def _some_shared(size: int) -> Callable[[], bytes]:
    words = "ab" * 20
    each = f"<si><t>{words}</t></si>"
    return lambda: excel(f'<row r="1">{_HEAD}</row>', each * (size // len(each)))


def _one_long_text() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 15_000))
    return excel(f'<row r="1">{_HEAD}</row>{rows}', f"<si><t>{'a' * 100_000}</t></si>")


def _two_sheets_in_one() -> bytes:
    words = f"<worksheet {_MAIN}><sheetData/><x><sheetData><row r='1'>{_HEAD}</row>".encode()
    far = b"<c r='XFD900000'><v>1</v></c></sheetData></x></worksheet>"
    return excel("", sheet=words + far)


def _flood(element: str) -> Callable[[], bytes]:
    return lambda: excel(element * (23_000_000 // len(element)))


def _declared(encoding: str) -> Callable[[], bytes]:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    far = f'<row r="1">{_HEAD}</row><row><c r="XFD20000"><v>1</v></c></row>'
    words = f"<worksheet {_MAIN}><sheetData>{far}</sheetData></worksheet>".encode()
    return lambda: excel("", sheet=head + words)


def _dense(columns: int, rows: int, cell: str = "<c><v>1.5</v></c>") -> Callable[[], bytes]:
    heads = "".join(f'<c t="str"><v>Name{n or ""}</v></c>' for n in range(columns))
    return lambda: excel(f"<row>{heads}</row>" + f"<row>{cell * columns}</row>" * (rows - 1))


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a cell far to the right": ("xlsx", _far),
    "a cell far down": ("xlsx", _low),
    "a row repeated": ("ods", lambda: _open_cells(_TEXT.format("a"), 100, 100_000)),
    "a cell repeated": ("ods", lambda: _open_cells(_TEXT.format("a"), 16_384, 1)),
    "a wide row repeated": ("ods", lambda: _open_cells(_TEXT.format("a"), 190, 19_000)),
    "a long text repeated": ("ods", lambda: _open_cells(_TEXT.format("a" * 9_000), 20, 9_000)),
    "spaces by number": (
        "ods",
        lambda: _open_cells(_TEXT.format('<text:s text:c="900000000"/>'), 1, 1),
    ),
    "190 MB of shared text": ("xlsx", _shared(190_000_000)),
    "45 MB of shared text": ("xlsx", _many_shared(45_000_000)),
    "one long text named often": ("xlsx", _one_long_text),
    "two sheets in one part": ("xlsx", _two_sheets_in_one),
    "a flood of rows": ("xlsx", _flood("<row/>")),
    "a flood of cells": ("xlsx", _flood("<c/>")),
    "a flood of full cells": ("xlsx", _flood("<c><v>1</v></c>")),
    "an encoding of another kind": ("xlsx", _declared("cp037")),
    "too many cells": ("xlsx", _dense(100, 10_000)),
}
ACCEPTED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "as many cells as may be": ("xlsx", _dense(14, 20_000)),
    "as many repeated cells as may be": (
        "ods",
        lambda: _open_cells(_TEXT.format("a" * 20), 14, 20_000),
    ),
    "as much shared text as may be": ("xlsx", _some_shared(23_000_000)),
}


def main(which: str) -> None:
    """Read one file; print how it ended, and the MB that reading it added at its highest."""
    ending = (REFUSED | ACCEPTED)[which][0]
    content = sys.stdin.buffer.read()
    read_file.read("a.csv", b"Name\r\nx\r\n", ["Name"])
    before = _highest()
    try:
        read_file.read(f"a.{ending}", content, ["Name"])
        ended = "taken"
    except read_file.BadInput as error:
        ended = f"refused: {error.message}"
    print(_highest() - before, ended)


def _highest() -> int:
    """Return the most memory that this process had, in MB; of Linux, since ``exec``."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main(sys.argv[1])
