"""Read the catalogue of a workspace, and put a new one in its place in one step."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from beatwise.errors import BadInput, MissingData
from beatwise.store.catalogue import Catalogue
from beatwise.store.catalogue_json import as_json, from_json


CATALOGUE_FILE = "catalogue.json"
_REPLACE_TRIES = 100  # Windows refuses to replace a file that a reader holds open for a moment
_REPLACE_WAIT_SECONDS = 0.02


def load(folder: Path) -> Catalogue:
    """Read the catalogue of a workspace folder.

    Raises ``MissingData`` when there is none and ``BadInput`` when it cannot be understood.
    """
    path = folder / CATALOGUE_FILE
    try:
        document = json.loads(path.read_bytes())
        return from_json(document)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise MissingData(
            "there is no workspace here.",
            place=str(folder),
            next_step=f'Make one with: beatwise init {folder} --name "..."; or give --workspace.',
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"the catalogue cannot be understood ({type(error).__name__}: {error}).",
            place=str(path),
            next_step="Use the Beatwise that wrote it, or gather again into a new workspace.",
        ) from error


def save(catalogue: Catalogue, folder: Path) -> None:
    """Put the catalogue in place in one step: written beside, flushed, then renamed over."""
    part = folder / f"{CATALOGUE_FILE}.part"
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(as_json(catalogue), stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    replace_file(part, folder / CATALOGUE_FILE)


def replace_file(part: Path, path: Path) -> None:
    """Rename ``part`` over ``path``, waiting up to two seconds for a reader to let go of it."""
    for attempt in range(_REPLACE_TRIES):
        try:
            part.replace(path)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_WAIT_SECONDS)
