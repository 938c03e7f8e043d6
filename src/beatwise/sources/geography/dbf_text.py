"""The text of a Shapefile's table (dBASE III), and the encoding that it is really in.

The text's encoding is named in a ``.cpg`` file beside the ``.dbf``, often missing or wrong. What
it says is tried on every text before the layer is read, so that no name comes in garbled.
Format: ESRI Shapefile Technical Description (1998) and the dBASE III header.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from beatwise.errors import BadInput


_UTF8 = "utf-8"
_WINDOWS = "cp1252"  # what Windows calls ANSI, and what a Shapefile without a word on it is in
_ANSI_MARKS = (0x00, 0x03, 0x57)
_NEXT_STEP = (
    "Ask for the layer as GeoPackage or GeoJSON, or correct the .cpg file: it holds one line, the "
    "encoding of the .dbf file, such as UTF-8 or 1252."
)


class DbfText(NamedTuple):
    """One text of the table: its record from 1, its field, and its bytes."""

    record: int
    field: str
    content: bytes


def encoding_of(shapefile: Path) -> str | None:
    """Return the encoding to read a Shapefile's text in; ``None`` to leave it to the reader.

    Raises ``BadInput`` naming file, record, field and encoding where the text is not in the
    encoding that the ``.cpg`` file says.
    """
    table, cpg = _beside(shapefile, ".dbf"), _beside(shapefile, ".cpg")
    if table is None:
        return None
    content = table.read_bytes()
    texts = [text for text in _texts(content) if not text.content.isascii()]
    if not texts:
        return None
    if cpg is not None:
        return _as_said(table, texts, cpg.read_text(encoding="ascii", errors="replace").strip())
    if all(_reads(text, _UTF8) for text in texts):
        return _UTF8
    return _WINDOWS if content[29] in _ANSI_MARKS else None


def _as_said(table: Path, texts: list[DbfText], cpg: str) -> str | None:
    codec = _codec(cpg)
    if codec is None:
        return None
    for text in texts:
        if not _reads(text, codec):
            raise _wrong(table, text, f"is not {cpg}, which the .cpg file says it is in")
    if codec != _UTF8 and all(_reads(text, _UTF8) for text in texts):
        raise _wrong(table, texts[0], f"is UTF-8, and the .cpg file says {cpg}")
    return codec


def _wrong(table: Path, text: DbfText, what: str) -> BadInput:
    garbled = text.content.decode("latin-1").strip()
    return BadInput(
        f"the text '{garbled}' of the field '{text.field}' {what}.",
        place=f"{table.name}, record {text.record}",
        next_step=_NEXT_STEP,
    )


def _texts(content: bytes) -> Iterator[DbfText]:
    if len(content) < 32:
        return
    header, width = (int.from_bytes(content[at : at + 2], "little") for at in (8, 10))
    fields = _fields(content[32:header])
    for number, start in enumerate(range(header, len(content) - width + 1, width or 1), start=1):
        at = start + 1
        for name, kind, length in fields:
            if kind == "C":
                yield DbfText(number, name, content[at : at + length].rstrip(b" \x00"))
            at += length


def _fields(header: bytes) -> list[tuple[str, str, int]]:
    fields = []
    for at in range(0, len(header) - 31, 32):
        if header[at] == 0x0D:
            break
        name = header[at : at + 11].partition(b"\x00")[0].decode("latin-1")
        fields.append((name, chr(header[at + 11]), header[at + 16]))
    return fields


def _codec(cpg: str) -> str | None:
    """Return Python's name of an encoding as ``.cpg`` files write it; ``None`` for one unknown."""
    plain = re.sub(r"[\s_]+|^ansi", "", cpg.lower())
    if match := re.fullmatch(r"(?:iso-?)?8859-?(\d{1,2})", plain):
        plain = f"iso8859-{match[1]}"
    elif plain.isdecimal():
        plain = _UTF8 if plain == "65001" else f"cp{plain}"
    try:
        return codecs.lookup(plain).name
    except LookupError:
        return None


def _reads(text: DbfText, codec: str) -> bool:
    try:
        text.content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _beside(shapefile: Path, suffix: str) -> Path | None:
    named = (shapefile.with_suffix(ending) for ending in (suffix, suffix.upper()))
    return next((path for path in named if path.is_file()), None)
