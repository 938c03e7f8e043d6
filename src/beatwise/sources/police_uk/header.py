"""The first line of a street file: that it is one, and where its columns are."""

from __future__ import annotations

import csv
import difflib
import re

from beatwise.errors import BadInput


NEEDED = (
    "Crime ID",
    "Month",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "Crime type",
    "Last outcome category",
)
REPORTED_BY = "Reported by"
_OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_NOT_READ = ("Falls within", "LSOA name", "Context")  # police.uk's own, so never a renamed one
_WEB_STARTS = (b"<!", b"<html", b"<?xml", b"<head", b"<body")


def columns(block: bytes, place: str) -> dict[str, str]:
    """Return the file's own name of each needed column (and of ``Reported by`` when it is there).

    Names are compared without case, spaces and punctuation. Raises ``BadInput`` for an empty file,
    a web page, text that is not UTF-8, and columns that are missing, renamed or there twice.
    """
    _refuse_what_is_no_csv(block, place)
    names = split(block.split(b"\n", 1)[0])
    read = {_key(name) for name in (*NEEDED, REPORTED_BY)}
    by_key: dict[str, str] = {}
    for name in names:
        if _key(name) in by_key and _key(name) in read:
            raise BadInput(
                f"the column '{name}' is there twice.",
                place=f"{place}, row 1",
                next_step="Remove one of the two columns, or download the file again.",
            )
        by_key[_key(name)] = name
    missing = [name for name in NEEDED if _key(name) not in by_key]
    if missing:
        raise _missing(missing, names, place)
    wanted = [*NEEDED, *([REPORTED_BY] if _key(REPORTED_BY) in by_key else [])]
    return {name: by_key[_key(name)] for name in wanted}


def split(line: bytes) -> list[str]:
    """Return the names in a first line, as written."""
    try:
        return next(csv.reader([line.decode("utf-8").strip("\r")]), [])
    except csv.Error:
        return []


def _refuse_what_is_no_csv(block: bytes, place: str) -> None:
    start = block[:4096].lstrip().lower()
    if not start:
        raise BadInput(
            "the file is empty.", place=place, next_step="Download it again, or leave it out."
        )
    if start.startswith(_WEB_STARTS) or (start.startswith(b"<") and b"<html" in start):
        raise BadInput(
            "this is a web page (an error page, perhaps) and not a CSV file.",
            place=place,
            next_step="Open it in a browser to see what the server said, then download it again.",
        )
    if start.startswith((b"{", b"[")):
        raise BadInput(
            "this is JSON (an answer of a web service, perhaps) and not a CSV file.",
            place=place,
            next_step="Read it: it may say what went wrong. Then download the file again.",
        )
    if start.startswith((b"pk\x03\x04", b"\x1f\x8b")):
        raise BadInput(
            "this is a compressed file under another name.",
            place=place,
            next_step="Give it its true ending, .zip, .xlsx or .gz.",
        )
    line = block.split(b"\n", 1)[0]
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(place, 1) from error
    if b"\x00" in line:
        raise not_utf8(place, 1)
    if b"\r" in line.rstrip(b"\r"):
        raise BadInput(
            "the line ends are those of old Macs.",
            place=place,
            next_step="Save it again as 'CSV UTF-8', or use the file as downloaded.",
        )


def not_utf8(place: str, row: int | str) -> BadInput:
    """Return the error for text in another encoding."""
    return BadInput(
        "the text is not in UTF-8.",
        place=f"{place}, row {row}",
        next_step="Save the file as 'CSV UTF-8', or use the file as downloaded.",
    )


def _missing(missing: list[str], names: list[str], place: str) -> BadInput:
    keys = {_key(name) for name in names}
    known = {_key(name) for name in (*NEEDED, REPORTED_BY, *_NOT_READ)}
    if missing == list(NEEDED):
        return _no_header(names, place)
    if {"Longitude", "Latitude"} & set(missing) and {"easting", "northing"} & keys:
        hint = "It has easting and northing: gather it with 'beatwise gather incidents' instead."
    else:
        free = [name for name in names if _key(name) not in known]
        likely = {name: _likeness(name, free) for name in missing}
        renamed = [f"'{close}' to '{name}'" for name, close in likely.items() if close]
        hint = (
            f"If it was renamed, change {', '.join(renamed)} in the first row."
            if renamed
            else "Use the file as data.police.uk publishes it, with all its columns."
        )
    which = ", ".join(f"'{name}'" for name in missing)
    word = "column" if len(missing) == 1 else "columns"
    return BadInput(f"the {word} {which} cannot be found.", place=f"{place}, row 1", next_step=hint)


def _no_header(names: list[str], place: str) -> BadInput:
    first = names[0] if names else ""
    parted = next((word for mark, word in _OTHER_MARKS.items() if mark in first), None)
    if parted:
        what = f"the columns are separated by {parted}, not by commas."
        step = "Save it again as CSV with commas, or use the file as downloaded."
    else:
        what = "the first row does not name the columns of a street file."
        step = "Row 1 must begin: Crime ID, Month, Reported by… Remove what is above it."
    return BadInput(what, place=f"{place}, row 1", next_step=step)


def _likeness(name: str, candidates: list[str]) -> str | None:
    words = set(re.findall(r"[a-z]+", name.lower()))
    shared = [c for c in candidates if words & set(re.findall(r"[a-z]+", c.lower()))]
    close = difflib.get_close_matches(name, candidates, n=1, cutoff=0.5)
    return next(iter(close or shared), None)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
