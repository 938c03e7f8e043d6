"""Tell what a file is by its first bytes, never by its name."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from typing import Literal

from beatwise.errors import BadInput


FileKind = Literal["text", "gzip", "workbook"]
_WORKBOOK_MEMBERS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_OTHER_KINDS = {
    (b"%pdf",): "a PDF",
    (b"{", b"[", b"<?xml"): "JSON or XML",
    (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\x00", b"mm\x00*"): "a picture",
}
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<table", b"<body", b"<script")


def kind_of(path: Path) -> FileKind:
    """Return how to read ``path``; raise ``BadInput`` if it is not a table at all."""
    start = _first_bytes(path)
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    if start.startswith(b"PK"):
        _check_workbook(path)
        return "workbook"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "workbook"
    refuse_other_kinds(start, path.name)
    return "text"


def _first_bytes(path: Path) -> bytes:
    if not path.exists():
        raise BadInput(
            "there is no such file.", place=str(path), next_step="Check the path and its spelling."
        )
    if path.is_dir():
        raise BadInput(
            "this is a folder, not a file.", place=str(path), next_step="Name one file inside it."
        )
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise BadInput(
            "the file is empty.", place=path.name, next_step="Ask for the file again, or check it."
        )
    return start


def refuse_other_kinds(
    start: bytes, source: str, what: str = "a table", ask: str = "CSV or XLSX"
) -> None:
    """Raise ``BadInput`` when the first bytes show a web page, PDF, JSON or program."""
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith(_HTML_STARTS) or (plain.startswith(b"<") and b"<html" in plain):
        raise BadInput(
            f"this is a web page saved as {what} (its first characters are HTML).",
            place=source,
            next_step="Download the file again; if the page is a sign-in or error page, read it "
            "in a browser. If it opens in a spreadsheet, save it there as CSV or XLSX.",
        )
    for starts, kind in _OTHER_KINDS.items():
        if plain.startswith(starts):
            raise BadInput(
                f"this is {kind}, not {what}.", place=source, next_step=f"Ask for {ask}."
            )


def _check_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise BadInput(
            f"the file is damaged or was cut short ({error}).",
            place=path.name,
            next_step="Copy or download it again.",
        ) from error
    if not names.intersection(_WORKBOOK_MEMBERS):
        raise BadInput(
            "this is a zip archive, not a spreadsheet.",
            place=path.name,
            next_step="Unpack it and name the file inside.",
        )


def open_bytes(path: Path, kind: FileKind) -> gzip.GzipFile:
    """Open a plain or gzip-compressed file for reading bytes."""
    return gzip.open(path, "rb") if kind == "gzip" else path.open("rb")  # type: ignore[return-value]
