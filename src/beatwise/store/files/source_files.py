"""Where on this machine a workspace's data came from, so that what is damaged can be mended.

Kept in ``.sources.json``, apart from the catalogue: provenance goes into reports and names no path
of this machine. Losing this file costs only the convenience of ``beatwise check --mend``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path


SOURCES_FILE = ".sources.json"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One source as it was gathered.

    Parameters
    ----------
    paths
        The files or folders, absolute, or as an address; those inside the workspace are relative to
        it.
    options
        How they were read: the keyword arguments of the gather, by name.
    """

    paths: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)


def source_file(folder: Path, paths: Sequence[Path | str], **options: str | None) -> SourceFile:
    """Return the source of these paths, with the options that were given."""
    there = {name: value for name, value in options.items() if value is not None}
    return SourceFile(tuple(_portable(folder, path) for path in paths), there)


def read(folder: Path) -> dict[str, tuple[SourceFile, ...]]:
    """Return data file → its sources; nothing is known where the file is missing or damaged."""
    try:
        document = json.loads((folder / SOURCES_FILE).read_bytes())
        return {
            str(file): tuple(
                SourceFile(
                    tuple(str(path) for path in source["paths"]),
                    {str(name): str(value) for name, value in source["options"].items()},
                )
                for source in sources
            )
            for file, sources in document.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def add(folder: Path, sources: Mapping[str, tuple[SourceFile, ...]], standing: set[str]) -> None:
    """Add the sources of new data files, and drop those of files that stand no longer."""
    every = {**read(folder), **sources}
    document = {
        file: [asdict(source) for source in every[file]] for file in every if file in standing
    }
    part = folder / f"{SOURCES_FILE}.part"
    with suppress(OSError):
        try:
            part.write_text(json.dumps(document, indent=0), "utf-8", newline="\n")
            os.replace(part, folder / SOURCES_FILE)
        finally:
            part.unlink(missing_ok=True)


def resolve(folder: Path, path: str) -> Path:
    """Return the path of a source on this machine."""
    return folder / path


def _portable(folder: Path, path: Path | str) -> str:
    if isinstance(path, str) and path.lower().startswith(("http://", "https://")):
        return path
    whole, inside = Path(path).resolve(), folder.resolve()
    return str(whole.relative_to(inside) if whole.is_relative_to(inside) else whole)
