"""Write a file that a person asked for: whole, in one step, and never over what is no file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from beatwise.errors import Conflict


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step; see ``writing_whole``."""
    with writing_whole(path) as stream:
        stream.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream to write; at the block's end the file is whole, or after an error as before.

    Raises ``Conflict`` for a device, a pipe or a folder of that name, which would be replaced, and
    where the system refuses.
    """
    _refuse_what_is_no_file(path)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            yield stream
        os.replace(part, path)
    except (PermissionError, IsADirectoryError) as error:
        raise Conflict(
            f"the file could not be written ({error.strerror}).",
            place=str(path),
            next_step="Close the file if it is open elsewhere, or name another with --out.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # not there, or cannot be looked at: writing says more
        return
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe, not a file"
        raise Conflict(
            f"there is {kind} of this name.",
            place=str(path),
            next_step="Name a file with --out; to read a result on the screen, use --json.",
        )
