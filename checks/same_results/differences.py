"""Differences between the outputs of two trees, byte for byte but for the stated rules."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from checks.same_results import backups, rules, shapes
from checks.same_results.case import Case


LONGEST = 160  # characters of a line that are printed


@dataclass(frozen=True, slots=True)
class Difference:
    """In which output, and the first thing that differs there."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many outputs of a case were compared, and where they differ."""

    outputs: int
    differences: tuple[Difference, ...]


def compare(case: Case, before: Path, after: Path) -> Comparison:
    """Compare the outputs of a case."""
    left, right = names(before / case.name), names(after / case.name)
    strict = sorted(name for name in left | right if not _loose(case, name))
    rows = [_one(name, before / case.name, after / case.name) for name in strict]
    rows += _loose_ones(case, before / case.name, after / case.name, left, right)
    return Comparison(len(left | right), tuple(row for row in rows if row))


def names(folder: Path) -> set[str]:
    """Return the names of a case's outputs."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {name for path in files if not rules.is_outside(name := str(path.relative_to(folder)))}


def _loose(case: Case, name: str) -> bool:
    """Whether an output is one that no two runs of a tree have in common; exit codes are not."""
    return not name.endswith(("/exit", "/command")) and any(fnmatch(name, p) for p in case.loose)


def _one(name: str, before: Path, after: Path) -> Difference | None:
    """Compare one output, in bytes first."""
    paths = before / name, after / name
    for path, words in zip(paths, ("only after", "only before"), strict=True):
        if not path.is_file():
            return Difference(name, words)
    if paths[0].read_bytes() == paths[1].read_bytes():
        return None
    left, right = (_parts(name, path) for path in paths)
    return next(_members(name, left, right), _packing(name, paths[0]))


def _parts(name: str, path: Path) -> dict[str, bytes]:
    """Return what an output consists of, without what the rules leave out."""
    if backups.is_backup(path):
        return backups.tables(path)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return {one: archive.read(one) for one in archive.namelist()}
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return {"": content}
    text = backups.plain_list(text) if backups.is_list(name) else rules.normal(name, text)
    return {"": text.encode()}


def _packing(name: str, path: Path) -> Difference | None:
    """Return what is left where members are the same and bytes are not; nothing in a backup."""
    if zipfile.is_zipfile(path) and not backups.is_backup(path):
        return Difference(name, "the same members, but their order, dates or packing differ")
    return None


def _members(name: str, left: dict[str, bytes], right: dict[str, bytes]) -> Iterator[Difference]:
    """Yield the parts that differ."""
    for part in sorted({*left, *right}):
        place = f"{name} [{part}]" if part else name
        if part not in left or part not in right:
            yield Difference(place, "only before" if part in left else "only after")
        elif left[part] != right[part]:
            yield Difference(place, first(left[part], right[part]))


def first(left: bytes, right: bytes) -> str:
    """Return the first line that differs, before and after."""
    try:
        lines = left.decode("utf-8").split("\n"), right.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
        return f"byte {min(len(left), len(right)) if at is None else at:,}"
    for number in range(max(map(len, lines))):
        one, two = (side[number] if number < len(side) else None for side in lines)
        if one != two:
            return f"line {number + 1}\n" + _both(one, two)
    return "the same words in other bytes"


def _both(one: str | None, two: str | None) -> str:
    """Return two lines from shortly before the place where they part."""
    pairs = zip(one or "", two or "", strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one or ""), len(two or "")))
    begin = max(0, at - LONGEST // 2)
    sides = ["no line" if line is None else line[begin : begin + LONGEST] for line in (one, two)]
    return f"    before: {sides[0]}\n    after:  {sides[1]}"


def _loose_ones(
    case: Case, before: Path, after: Path, left: set[str], right: set[str]
) -> Iterator[Difference]:
    """Yield where even the kinds and shapes of loose outputs differ."""
    loose = [{name for name in side if _loose(case, name)} for side in (left, right)]
    for kind in sorted(shapes.kinds(loose[0]) ^ shapes.kinds(loose[1])):
        yield Difference(kind, "files of this kind on one side only")
    for name in sorted(loose[0] & loose[1]):
        one, two = (shapes.shape((side / name).read_bytes()) for side in (before, after))
        if one != two:
            yield Difference(name, "the JSON has another shape")
