"""Small files that commands need: right ones, and wrong ones that must be refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path


LOOKUP = "lsoa11_code,change_code,lsoa21_code\nE01000001,U,E01000001\nE01000002,M,E01000001\n"
TABLE = "year,incidents,decrease,decrease_pct,source\n2017/18,100,,,x\n2018/19,90,10,10,x\n"
Lay = Callable[[Path, Path], None]


def lookup(work: Path, tree: Path) -> None:
    """Lay down a lookup of two areas."""
    (work / "lookup.csv").write_text(LOOKUP, encoding="utf-8")


def tables(work: Path, tree: Path) -> None:
    """Lay down a table that the office knows a layout for, and one that it does not."""
    (work / "asb.csv").write_text(TABLE, encoding="utf-8")
    (work / "odd.csv").write_text("colour,size\nred,1\n", encoding="utf-8")


def spots_without_roles(work: Path, tree: Path) -> None:
    """Lay down the county's hot spots with nobody chosen for patrols."""
    document = json.loads((work / "county/areas/hot-spots.geojson").read_text(encoding="utf-8"))
    for feature in document["features"]:
        feature["properties"].pop("role", None)
    (work / "spots.geojson").write_text(json.dumps(document), encoding="utf-8")


def copy(source: str, target: str) -> Lay:
    """Return inputs that are a copy of a file or folder of the work folder."""

    def lay(work: Path, tree: Path) -> None:
        (work / target).parent.mkdir(parents=True, exist_ok=True)
        if (work / source).is_dir():
            shutil.copytree(work / source, work / target)
        else:
            shutil.copyfile(work / source, work / target)

    return lay


def slip(source: str, target: str, right: str, wrong: str) -> Lay:
    """Return inputs that are a copy of a file with a slip of the pen in it."""

    def lay(work: Path, tree: Path) -> None:
        words = (work / source).read_text(encoding="utf-8")
        if right not in words:
            raise LookupError(f"{source} has no {right!r}")
        (work / target).parent.mkdir(parents=True, exist_ok=True)
        (work / target).write_text(words.replace(right, wrong, 1), encoding="utf-8")

    return lay


def link(folder: Path, name: str) -> Lay:
    """Return inputs that are a link to a folder of real data."""

    def lay(work: Path, tree: Path) -> None:
        (work / name).symlink_to(folder, target_is_directory=True)

    return lay
