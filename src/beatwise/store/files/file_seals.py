"""Know that a data file is what was gathered: its bytes must give the hash in its name.

Hashing every byte at every read would be slow. So once the bytes of a file were compared, its size
and times are remembered in ``.files.json``; while those stay the same, a look at them is enough.
When they differ (copied, restored, overwritten) the bytes are compared again. The times include
the system's own record of the last change, which copying with the old date does not set back.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import stat
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from beatwise.errors import BadInput


SEALS_FILE = ".files.json"
HASH_IN_NAME = re.compile(r"-([0-9a-f]{16})\.(?:parquet|gpkg|npy)$")
Seal = tuple[int, int, int]


class FileSeals:
    """Sizes and times at which the files of one workspace were seen to be whole."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._seals: dict[str, Seal] | None = None
        self._new = False

    def paths(self, files: Iterable[str]) -> list[Path]:
        """Return the files' paths, each known to be whole.

        Raises ``FileNotFoundError`` for one that is not there and ``BadInput`` for one that is not
        what was gathered.
        """
        paths = [self._whole_path(file) for file in files]
        self._save()
        return paths

    def is_whole(self, file: str) -> bool:
        """Say whether a file is there and is what was gathered."""
        return self.fault(file) is None

    def fault(self, file: str, *, all_bytes: bool = False) -> str | None:
        """Say what is wrong with a file, None when nothing is; ``all_bytes`` trusts no date."""
        try:
            state = os.stat(f"{self._folder}/{file}")  # of thousands: a Path takes as long again
        except FileNotFoundError:
            return "the file is missing"
        except OSError as error:
            return f"the file cannot be reached ({error.strerror})"
        if not stat.S_ISREG(state.st_mode):
            return "this is not a file"
        if not all_bytes and self._known(file) == _seal(state):
            return None
        try:
            fault = _fault_in_bytes(self._folder / file)
        except OSError as error:
            return f"the file cannot be read ({error.strerror})"
        if fault is None:
            self._remember(file, _seal(state))
        return fault

    def remember(self, files: Iterable[str]) -> None:
        """Remember files whose bytes were hashed a moment ago, when they were written."""
        for file in files:
            self._remember(file, _seal(os.stat(self._folder / file)))
        self._save()

    def _whole_path(self, file: str) -> Path:
        path = self._folder / file
        if fault := self.fault(file):
            if not os.path.lexists(path):
                raise FileNotFoundError(path)
            raise damaged(self._folder, path, fault)
        return path

    def _known(self, file: str) -> Seal | None:
        if self._seals is None:
            self._seals = _load(self._folder / SEALS_FILE)
        return self._seals.get(file)

    def _remember(self, file: str, seal: Seal) -> None:
        if self._known(file) != seal:
            self._seals = {**(self._seals or {}), file: seal}
            self._new = True

    def _save(self) -> None:
        """Write what is known; a workspace that may not be written to is read all the same."""
        if not self._new:
            return
        self._new = False
        part = self._folder / f"{SEALS_FILE}.{uuid.uuid4().hex}.part"
        with suppress(OSError):
            try:
                there = {
                    f: s for f, s in (self._seals or {}).items() if (self._folder / f).exists()
                }
                part.write_text(json.dumps(there, indent=0), "utf-8", newline="\n")
                part.replace(self._folder / SEALS_FILE)
            finally:
                part.unlink(missing_ok=True)


def damaged(folder: Path, path: Path, fault: str) -> BadInput:
    """Return the error for a data file that is not what was gathered, with what mends it."""
    return BadInput(
        f"{fault}. It is part of the workspace, so no answer is given without it.",
        place=str(path),
        next_step=f"Repair it with: {mending_command(folder)}",
    )


def mending_command(folder: Path) -> str:
    """Return the command that mends a workspace, ready to be typed."""
    return f"beatwise check --mend --workspace {quoted(folder)}"


def quoted(path: Path | str) -> str:
    """Return a path as it is typed on this system's command line."""
    words = str(path)
    if os.name == "nt":
        return f'"{words}"' if " " in words else words
    return shlex.quote(words)


def is_ours(path: Path) -> bool:
    """Say whether a file's bytes give the hash in its name: then Beatwise wrote it."""
    return path.is_file() and not path.is_symlink() and _fault_in_bytes(path) is None


def _fault_in_bytes(path: Path) -> str | None:
    match = HASH_IN_NAME.search(path.name)
    if match is None:
        return "the file's name holds no hash, so nobody can say whether it is whole"
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest.startswith(match[1]):
        return None
    return "the file is damaged or is another file: its bytes are not those that were gathered"


def _seal(state: os.stat_result) -> Seal:
    # On Windows st_ctime is when the file was made, which is kept as well as any other time.
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns


def _load(path: Path) -> dict[str, Seal]:
    """Read what is known; nothing is, when the file is damaged: every file is then hashed."""
    try:
        document = json.loads(path.read_bytes())
        return {str(file): (int(a), int(b), int(c)) for file, (a, b, c) in document.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
