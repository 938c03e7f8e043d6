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
from collections.abc import Iterator
from xml.parsers import expat

from beatwise.errors import BadInput
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.web.bounds import file_limits
from beatwise.web.imports.cell_limits import (
    LOOKED_AT,
    MOST_COLUMNS,
    ExcelCells,
    OpenCells,
    TooMuch,
)
from beatwise.web.imports.runs import run_progress


_AT_A_TIME, _BETWEEN_PULSES = 1 << 16, 1 << 23
_OPEN = ("mimetype", "content.xml", "styles.xml", "settings.xml", "meta.xml", "manifest.xml")
_EXCEL_ERROR = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*?\st=)(["'])e\2""")
_OPEN_CELL = re.compile(rb"<table:table-cell\b[^<>]*>")
_STATED = re.compile(rb"""\soffice:string-value=(["'])[^"'<>]*\1""")


def unpacked(name: str, content: bytes) -> bytes:
    """Return a workbook as an archive that is safe to lay out in memory.

    Cells that hold an error keep its words, such as ``#DIV/0!``. No more of a part than a few
    thousand bytes is in memory at a time, as long as it is XML with marks in it.

    Raises
    ------
    BadInput
        When it unpacks to too much, is not well formed, or has more rows, columns or cells than
        may be read here (``file_limits.now``), empty ones in between counted.
    """
    is_excel, most = name.lower().endswith(".xlsx"), file_limits.now()
    count = (ExcelCells if is_excel else OpenCells)(most)
    out = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            left = most.unpacked
            for part in old.infolist():
                if _is_read(part.filename, is_excel=is_excel):
                    with new.open(part.filename, "w") as copy:
                        for some in _counted(old, part, count, left):
                            left -= len(some)
                            copy.write(_with_errors(some, is_excel=is_excel))
            count.end()
    except TooMuch as error:
        raise BadInput(
            f"a sheet is too large: {error}.",
            place=name,
            next_step=f"At most {most.rows + LOOKED_AT:,} rows, {MOST_COLUMNS} columns and "
            f"{most.cells:,} cells can be read: keep only the sheet to import, and delete what "
            "stands beyond its table.",
        ) from None
    except (*DAMAGED_ARCHIVE, expat.ExpatError):
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


def _counted(
    old: zipfile.ZipFile, part: zipfile.ZipInfo, count: ExcelCells | OpenCells, left: int
) -> Iterator[bytes]:
    """Yield the bytes of one part up to the beginning of a mark, its cells counted."""
    # The encoding is the reader's, whatever the part says of itself.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text, parser.buffer_size = True, _AT_A_TIME
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.finish
    parser.CharacterDataHandler = count.words
    parser.StartDoctypeDeclHandler = _refuse
    is_xml, size, rest = part.filename != "mimetype", 0, bytearray()
    count.begin()
    with old.open(part) as stream:
        while some := stream.read(_AT_A_TIME):
            if size % _BETWEEN_PULSES < len(some):
                run_progress.reading(0)
            size += len(some)
            if size > left:
                most = file_limits.now().unpacked // 1_000_000
                raise TooMuch(f"it unpacks to more than {most} MB")
            if is_xml:
                parser.Parse(some)
            if (cut := some.rfind(b"<")) >= 0:
                yield bytes(rest) + some[:cut]
                rest, some = bytearray(), some[cut:]
            rest += some
    if is_xml and size:
        parser.Parse(b"", True)
    yield bytes(rest)


def _with_errors(words: bytes, *, is_excel: bool) -> bytes:
    """Return some of a part whose cells with errors say them as text; readers make them empty."""
    if is_excel:
        return _EXCEL_ERROR.sub(rb"\1\2str\2", words)
    return _OPEN_CELL.sub(_without_value, words)


def _without_value(match: re.Match[bytes]) -> bytes:
    """Return a cell's tag; one with an error without its stated value, so its words are read."""
    cell = match[0]
    return _STATED.sub(b"", cell) if b'value-type="error"' in cell else cell


def _refuse(*_: object) -> None:
    raise ValueError("a part declares a document type")
