"""A plan's folder: every file whole or not there, with the earlier versions kept."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from beatwise.errors import BadInput, Conflict, MissingData
from beatwise.store.whole_file import write_whole


VERSION_FILE = "version.json"


def claim(folder: Path) -> None:
    """Raise ``Conflict`` when a folder holds anything that is not a plan's."""
    if folder.is_file():
        raise Conflict("this is a file, not a folder.", place=str(folder))
    ours = {"plan.json", "rota.json", "options.json", "spec-pack.json"}
    names = {item.name for item in folder.iterdir()} if folder.is_dir() else set()
    if names and not names & ours:
        raise Conflict(
            "the folder holds other things.",
            place=str(folder),
            next_step="Give --out an empty or new folder.",
        )


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write files under ``folder``, each in one step; return their names."""
    for name, content in files.items():
        write_whole(folder / name, content)
    return tuple(sorted(files))


def read_json(path: Path, next_step: str) -> object:
    """Return a JSON file's values; raise ``MissingData`` or ``BadInput`` naming the file."""
    try:
        document: object = json.loads(path.read_text(encoding="utf-8"))
        return document
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise MissingData("there is no such file.", place=str(path), next_step=next_step) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"this is not JSON ({error}).", place=str(path)) from error


def keep_version(folder: Path, names: tuple[str, ...], *, until: dt.date | None = None) -> Path:
    """Copy files that stand into the next free ``versions/NNN`` and return that folder.

    ``until`` is the first day on which this version holds no more; it is kept in ``version.json``.
    """
    number = 1
    while (folder / "versions" / f"{number:03d}").exists():
        number += 1
    version = folder / "versions" / f"{number:03d}"
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    if until is not None:
        files[VERSION_FILE] = (json.dumps({"until": until.isoformat()}) + "\n").encode()
    write_files(version, files)
    return version


def set_aside(
    folder: Path,
    parts: tuple[str, ...],
    new_files: Collection[str],
    ids: Iterable[str],
    version: Path,
) -> None:
    """Move the files of these shifts under ``parts`` that were not written again to a version.

    Nothing is removed: among them may be somebody's own, whose name begins alike.
    """
    starts = tuple(ids)
    for part in parts:
        for path in sorted((folder / part).glob("*.*")) if (folder / part).is_dir() else ():
            if path.name.startswith(starts) and f"{part}/{path.name}" not in new_files:
                target = version / part / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(path, target)
