"""The files of a result."""

from __future__ import annotations

from beatwise.evaluation.result import Result


def result_files(result: Result, hashes: dict[str, str]) -> dict[str, bytes]:
    """Return every page of a result, by name."""
    return {}
