"""A workbook measured before anything reads it, and packed again with only what was measured.

A few bytes can ask for gigabytes: a cell far away, a row repeated, one long text named by every
cell. So its parts are read by stream and counted as the reader would lay them out; what is too
much is refused, and the reader is given a new archive of the counted parts, so that it cannot see
anything else in the old one.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from beatwise.errors import BadInput
from beatwise.web.imports.cell_limits import ExcelCells, OpenCells, TooMuch


MOST_UNPACKED = 24_000_000
_AT_A_TIME = 1 << 16
_OPEN = ("mimetype", "content.xml", "styles.xml", "settings.xml", "meta.xml", "manifest.xml")
_EXCEL_ERROR = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*?\st=)(["'])e\2""")
_OPEN_CELL = re.compile(rb"<table:table-cell\b[^<>]*>")
_STATED = re.compile(rb"""\soffice:string-value=(["'])[^"'<>]*\1""")


def unpacked(name: str, content: bytes, *, rows: int, columns: int, cells: int) -> bytes:
    """Return a workbook as an archive that is safe to lay out in memory.

    Cells that hold an error keep its words, such as ``#DIV/0!``.

    Raises
    ------
    BadInput
        When it unpacks to too much, is not well formed, or has more than so many rows or columns
        in a sheet or cells altogether, empty ones in between counted.
    """
    is_excel = name.lower().endswith(".xlsx")
    count = (ExcelCells if is_excel else OpenCells)(rows=rows, columns=columns, cells=cells)
    out = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            left = MOST_UNPACKED
            for part in old.infolist():
                if _is_read(part.filename, is_excel=is_excel):
                    words = _count_part(old, part, count, left)
                    left -= len(words)
                    new.writestr(part.filename, _with_errors(words, is_excel=is_excel))
            count.end()
    except TooMuch as error:
        raise BadInput(
            f"a sheet is too large: {error}.",
            place=name,
            next_step=f"At most {rows:,} rows, {columns} columns and {cells:,} cells can be read: "
            "keep only the sheet to import, and delete what stands beyond its table.",
        ) from None
    except (expat.ExpatError, zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        raise BadInput(
            "the workbook cannot be read: it is not well formed.",
            place=name,
            next_step="Save it again as OpenDocument, Excel or CSV.",
        ) from None
    return out.getvalue()


def _is_read(part: str, *, is_excel: bool) -> bool:
    """Return whether a reader of workbooks may want a part; pictures and the like it does not."""
    plain = part.replace("\\", "/").lower()
    if is_excel:
        return plain.endswith((".xml", ".rels")) and plain not in _OPEN
    return plain.rpartition("/")[2] in _OPEN


def _count_part(
    old: zipfile.ZipFile, part: zipfile.ZipInfo, count: ExcelCells | OpenCells, left: int
) -> bytes:
    """Return the bytes of one part, its cells counted while they come."""
    # The encoding is the reader's, whatever the part says of itself.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text, parser.buffer_size = True, _AT_A_TIME
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.finish
    parser.CharacterDataHandler = count.words
    parser.StartDoctypeDeclHandler = _refuse
    words = bytearray()
    count.begin()
    with old.open(part) as stream:
        while some := stream.read(_AT_A_TIME):
            words += some
            if len(words) > left:
                raise TooMuch(f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
            if part.filename != "mimetype":
                parser.Parse(some)
    if part.filename != "mimetype" and words:
        parser.Parse(b"", True)
    return bytes(words)


def _with_errors(words: bytes, *, is_excel: bool) -> bytes:
    """Return a part whose cells with errors say them as text; readers make them empty."""
    if is_excel:
        return _EXCEL_ERROR.sub(rb"\1\2str\2", words)
    return _OPEN_CELL.sub(_without_value, words)


def _without_value(match: re.Match[bytes]) -> bytes:
    """Return a cell's tag; one with an error without its stated value, so its words are read."""
    cell = match[0]
    return _STATED.sub(b"", cell) if b'value-type="error"' in cell else cell


def _refuse(*_: object) -> None:
    raise ValueError("a part declares a document type")
