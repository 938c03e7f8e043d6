"""Hash what was read, so that gathering the same again changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from beatwise.errors import BadInput
from beatwise.store.workspace import Workspace


_SHAPEFILE_PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")


def fingerprint(paths: Sequence[Path]) -> str:
    """Return the SHA-256 of a file, or of the hashes of several files in order.

    A Shapefile's parts count with it. Raises ``BadInput`` for a file that is not there.
    """
    for path in paths:
        if path.is_dir():
            raise BadInput(
                "this is a folder, not a file.",
                place=str(path),
                next_step="Name one file inside it.",
            )
        if not path.is_file():
            raise BadInput("there is no such file.", place=str(path), next_step="Check the path.")
    files = [part for path in paths for part in _parts(path)]
    digests = [_digest(file) for file in files]
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )


def stands(workspace: Workspace, kind: str, name: str, sha256: str, note: str) -> bool:
    """Say whether the same bytes, read in the same way, stand already and whole."""
    item = workspace.catalogue.items.get((kind, name))
    same = item is not None and (item.provenance.sha256, item.provenance.note) == (sha256, note)
    return same and item is not None and workspace.files.is_whole(item.file)


def _parts(path: Path) -> list[Path]:
    if path.suffix.lower() != ".shp":
        return [path]
    beside = (path.with_suffix(suffix) for suffix in _SHAPEFILE_PARTS)
    return [part for part in beside if part.exists()]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
