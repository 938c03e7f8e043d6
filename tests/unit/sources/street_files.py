"""Street files small enough to check by hand."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Sequence
from pathlib import Path


HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)


def row(
    crime_id: str = "",
    *,
    month: str = "2025-01",
    lon: str = "-1.217961",
    lat: str = "52.619800",
    location: str = "On or near High Street",
    lsoa: str = "E01025631",
    kind: str = "Anti-social behaviour",
    outcome: str = "",
    force: str = "Leicestershire Police",
) -> str:
    """One line of a street file."""
    place = f"{lon},{lat},{location},{lsoa},{'Blaby 002A' if lsoa else ''}"
    return f"{crime_id},{month},{force},{force},{place},{kind},{outcome},"


def text(rows: Sequence[str], header: str = HEADER, end: str = "\n") -> bytes:
    """A whole file as bytes."""
    return (end.join([header, *rows]) + end).encode()


def write(
    folder: Path, rows: Sequence[str], month: str = "2025-01", force: str = "leicestershire"
) -> Path:
    """Write a file named as data.police.uk names it."""
    path = folder / month / f"{month}-{force}-street.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text(rows))
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def gzipped(path: Path, data: bytes) -> Path:
    """Write a gzip."""
    path.write_bytes(gzip.compress(data))
    return path
