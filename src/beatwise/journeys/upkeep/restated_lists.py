"""Frozen lists of hot spots beside what stands now: which were made from files since restated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from beatwise.errors import BadInput, Conflict, UserError
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.workspace import Workspace


ENDING = ".geojson"
_OTHER_FOLDERS = ("data", "downloads", "office")


@dataclass(frozen=True, slots=True)
class ListCheck:
    """One frozen list.

    Parameters
    ----------
    file
        Its path.
    restated
        The sources it was made from that another file has replaced since.
    fault
        Why it cannot be used; None when it can.
    """

    file: Path
    restated: tuple[str, ...] = ()
    fault: str | None = None


def check_lists(workspace: Workspace, places: Sequence[Path]) -> list[ListCheck]:
    """Check the frozen lists in the workspace's folder and at ``places`` (files or folders)."""
    standing = {entry.sha256 for entry in workspace.provenance()}
    checks = [_check(path, standing) for path in places if not path.is_dir()]
    for path in _lists_below(workspace.path, places):
        try:
            checks.append(_check(path, standing, strict=True))
        except UserError:
            continue  # some other map layer, which is nobody's business here
    return checks


def _lists_below(folder: Path, places: Sequence[Path]) -> Iterator[Path]:
    for child in sorted(folder.iterdir()):
        if child.name not in _OTHER_FOLDERS and not child.name.startswith("."):
            yield from sorted(child.rglob(f"*{ENDING}")) if child.is_dir() else [child]
    for place in places:
        if place.is_dir():
            yield from sorted(place.rglob(f"*{ENDING}"))


def _check(path: Path, standing: set[str], *, strict: bool = False) -> ListCheck:
    if path.suffix != ENDING:
        raise BadInput("this is not a frozen list.", place=str(path))
    try:
        frozen = read_frozen(path)
    except Conflict as error:
        return ListCheck(path, fault=error.message)
    except UserError as error:
        if strict:
            raise
        return ListCheck(path, fault=error.message)
    sources = frozen.about.get("sources", [])
    gone = tuple(one["source"] for one in sources if one["sha256"] not in standing)
    return ListCheck(path, restated=gone)
