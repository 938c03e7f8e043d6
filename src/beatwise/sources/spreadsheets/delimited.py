"""Read delimited text: its encoding, its delimiter, and every record in order."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from beatwise.cell_text.delimited_text import Row, delimiter_of, divided
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets.encoding import encoding_of, read_lines
from beatwise.sources.spreadsheets.file_kinds import FileKind


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
        lines = read_lines(path, kind, encoding)
        records = list(divided(lines, delimiter, place=path.name))
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
