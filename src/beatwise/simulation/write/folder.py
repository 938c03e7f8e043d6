"""Write a county's folder: all of it or nothing, and never over somebody's files."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from beatwise.errors import BadInput, Conflict
from beatwise.simulation.county import County
from beatwise.simulation.spec import CountySpec
from beatwise.simulation.write.county_files import SUMS, files
from beatwise.simulation.write.truth import maker


@dataclass(frozen=True, slots=True)
class CountyFolder:
    """A written county: where, which files (with forward slashes), and whether they are new."""

    folder: Path
    files: tuple[str, ...]
    new: bool


def write(county: County, folder: Path) -> CountyFolder:
    """Write every file of the county into ``folder``, which must be absent or empty.

    A folder that already holds this very county, unchanged, is left as it is. Interrupted, the
    folder is as it was. Raises ``Conflict`` when the folder holds anything else, ``BadInput`` when
    it cannot be written.
    """
    folder = Path(folder)
    if is_occupied(folder):
        return CountyFolder(folder, same_county(folder, county.spec, county.seed), new=False)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        names = _fill(county, part)
        part.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return CountyFolder(folder, names, new=True)


def is_occupied(folder: Path) -> bool:
    """Say whether something stands at ``folder`` already; an empty folder is free."""
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def _fill(county: County, folder: Path) -> tuple[str, ...]:
    names = []
    for name, content in files(county):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        names.append(name)
    return tuple(names)


def same_county(folder: Path, spec: CountySpec, seed: int) -> tuple[str, ...]:
    """Return the files of an earlier run with the same settings, each checked.

    Raises ``Conflict`` when the folder holds another county, a changed one or something else.
    """
    try:
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        sums = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        raise _conflict(folder, "is not empty and holds no simulated county") from None
    wanted = json.loads(json.dumps(maker(spec, seed)))
    if {key: truth.get(key) for key in wanted} != wanted:
        raise _conflict(folder, "holds a county made with other settings")
    names = []
    for line in sums:
        digest, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            raise _conflict(folder, f"holds this county, but {name} was changed or removed")
        names.append(name)
    return (*names, SUMS)


def _conflict(folder: Path, why: str) -> Conflict:
    return Conflict(
        f"the folder {why}.",
        place=str(folder),
        next_step="Give another folder, or move that one away first. Nothing was written.",
    )


def _unwritable(folder: Path, error: OSError) -> BadInput:
    return BadInput(
        f"the folder cannot be written ({error.strerror or error}).",
        place=str(folder),
        next_step="Give a folder in a place you may write to, with room for about 20 MB.",
    )
