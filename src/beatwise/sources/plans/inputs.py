"""Read the TOML files that planning takes: team, posts, absence, options."""

from __future__ import annotations

from pathlib import Path

from beatwise.errors import MissingData
from beatwise.fields import Fields, read_document


def read_input(path: Path | str) -> Fields:
    """Return the fields of a TOML file.

    Raises ``MissingData`` when it is not there and ``BadInput`` with the line when it is not TOML.
    """
    return read_document(
        path, missing=MissingData, next_step="Start from the files in examples/market-towns."
    )
