"""Read delimited text: find the delimiter, keep the row numbers, refuse ragged rows."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice
from pathlib import Path

from beatwise.cell_text.formula_quote import unquote
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets.encoding import encoding_of, read_lines
from beatwise.sources.spreadsheets.file_kinds import FileKind


Row = tuple[str, ...]
DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_LINES = 40


def read_delimited(path: Path, kind: FileKind) -> tuple[list[Row], list[str]]:
    """Return every record of a text file as cells (blank ones too), and notes.

    Raises ``BadInput`` naming the row where the text cannot be read.
    """
    encoding, note = encoding_of(path, kind)
    notes = [note] if note else []
    try:
        first = list(islice(read_lines(path, kind, encoding), _SNIFFED_LINES))
        delimiter = delimiter_of(first)
        records = _records(path, kind, encoding, delimiter)
    except UnicodeDecodeError as error:
        raise BadInput(
            "the text is neither UTF-8 nor Windows-1252.",
            place=path.name,
            next_step="Save it again as CSV UTF-8.",
        ) from error
    if delimiter != ",":
        notes.append(f"The columns are separated by {_NAMES[delimiter]}.")
    return records, notes


_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def _records(path: Path, kind: FileKind, encoding: str, delimiter: str) -> list[Row]:
    reader = csv.reader(read_lines(path, kind, encoding), delimiter=delimiter, strict=True)
    try:
        # Tuples of text cost the collector nothing; few lines have a quoted formula in them.
        return [_plain(row) for row in reader]
    except csv.Error as error:
        raise BadInput(
            f"the row cannot be read ({error}).",
            place=f"{path.name}, row {reader.line_num}",
            next_step="Look for a quotation mark that is opened and never closed.",
        ) from error


def _plain(row: list[str]) -> Row:
    """Return a row with the quote taken away that our own files put before a formula."""
    if any(cell[:1] == "'" for cell in row):
        return tuple(map(unquote, row))
    return tuple(row)


def delimiter_of(lines: list[str]) -> str:
    """Return the delimiter that cuts most of the first lines into the most equal rows."""
    return max(DELIMITERS, key=lambda delimiter: _score(lines, delimiter))


def _score(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return 0, 0
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0, 0
    width, count = max(cut.items(), key=lambda item: (item[1], item[0]))
    return count, width
