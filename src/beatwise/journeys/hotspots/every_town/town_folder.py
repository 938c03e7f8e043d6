"""The folder that every town's files are written into."""

from __future__ import annotations

from pathlib import Path

from beatwise.errors import Conflict


def begin_folder(out: Path, *last: str) -> None:
    """Make the folder, and remove the files of an earlier run that are written last of all.

    Until they are written again the folder does not look finished: an index that names other files
    than those beside it would be believed. Raises ``Conflict`` where that cannot be done.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in last:
            (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise Conflict(
            f"the folder cannot be written into ({error.strerror}).",
            place=error.filename or str(out),
            next_step="Name another folder with --out.",
        ) from error
