"""Read a severity index from a file of the user's own, such as the Cambridge index."""

from __future__ import annotations

from pathlib import Path

from beatwise.errors import BadInput, MissingData
from beatwise.hotspots.severity import SeverityIndex, load, parse


def load_file(path: Path) -> SeverityIndex:
    """Load an index from a TOML file.

    Raises ``MissingData`` when there is no such file, ``BadInput`` when it is not an index.
    """
    if not path.is_file():
        raise MissingData("there is no such severity file.", place=str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("this file is not UTF-8 text.", place=str(path)) from error
    return parse(text, place=str(path))


def load_named(name: str, workspace: Path) -> SeverityIndex:
    """Load ``severity/NAME.toml`` of the workspace if it is there, else the one of the package."""
    own = workspace / "severity" / f"{name}.toml"
    return load_file(own) if own.is_file() else load(name)
