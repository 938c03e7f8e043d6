"""Hold ``tests/unit`` to the tree: each test file stands where what it tests stands.

``tests/unit/hotspots/peaks/test_aoristic.py`` tests ``hotspots/peaks/aoristic.py``. A test file
may also bear the name of a folder, beside it or inside it, where it tests what the folder's files
do together. With ``--missing`` the files of the core that have no test file are listed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from checks.names import ROOT, SOURCES, source_files


UNIT = ROOT / "tests" / "unit"
CORE = ("records", "places", "hotspots", "planning", "evaluation", "accountability", "fields")


def main() -> int:
    """Print each test file that mirrors nothing; return 1 when there is one."""
    faults = list(strays())
    print(*faults, sep="\n", end="\n" if faults else "")
    without = list(untested())
    if "--missing" in sys.argv[1:]:
        print(*without, sep="\n")
    core = sum(1 for path in source_files() if is_core(path))
    tested = core - len(without)
    print(f"Mirror: {len(faults)} strays; {tested} of {core} core files have a test file.")
    return 1 if faults else 0


def strays() -> Iterator[str]:
    """Yield the unit tests whose path is that of no source file or folder."""
    for test in sorted(UNIT.rglob("test_*.py")):
        folder, name = SOURCES / test.parent.relative_to(UNIT), test.stem.removeprefix("test_")
        mirrored = (folder / f"{name}.py").exists() or (folder / name).is_dir()
        if not mirrored and not (name == folder.name and folder.is_dir()):
            yield f"{test.relative_to(ROOT)}: there is no {folder.relative_to(ROOT)}/{name}.py"


def untested() -> Iterator[str]:
    """Yield the files of the core that have no test file of their name."""
    for path in source_files():
        if not is_core(path):
            continue
        own = path.relative_to(SOURCES)
        if not (UNIT / own.parent / f"test_{own.stem}.py").exists():
            yield str(own)


def is_core(path: Path) -> bool:
    """Whether a file computes, so that a test of its own is expected."""
    return path.relative_to(SOURCES).parts[0] in CORE and path.name != "__init__.py"


if __name__ == "__main__":
    sys.exit(main())
