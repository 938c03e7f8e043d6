"""Where a table came from: the value that lets every figure be traced."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """One gathered source file.

    Parameters
    ----------
    kind
        What it holds: ``police-uk``, ``incidents``, ``areas``, ``streets``, ``events``, ``lookup``.
    source
        The file's own name (never a path of this machine), with the archive it was inside:
        ``archive.zip!2025-01/2025-01-leicestershire-street.csv``.
    sha256
        Hash of the bytes that were read (uncompressed where the file was compressed).
    gathered
        When, ISO 8601 in UTC, to the second.
    licence
        The licence the data are published under, or ``not stated``.
    rows_in, rows_out
        Data rows in the file, and rows kept.
    """

    kind: str
    source: str
    sha256: str
    gathered: str
    licence: str
    rows_in: int
    rows_out: int
    note: str = ""
