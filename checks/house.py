"""Measure the house: folders that can be taken in at a glance, files with one idea, few ``Any``.

The limits are those of ARCHITECTURE.md. Migrations and empty package files do not count.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checks.names import ROOT, SOURCES, source_files


MOST_FILES = 16
MOST_LINES = 300
MEDIAN_FUNCTION = 9
MOST_ANY = 150


def main() -> int:
    """Print what is beyond its limit; return 1 when something is."""
    faults = [*folders(), *long_files(), *functions(), *untyped()]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"House: {len(source_files())} files, {len(faults)} beyond a limit.")
    return 1 if faults else 0


def folders() -> Iterator[str]:
    """Yield the folders with too many Python files."""
    counts = Counter(path.parent for path in source_files())
    for folder, count in sorted(counts.items()):
        if count > MOST_FILES:
            yield f"{folder.relative_to(ROOT)}: {count} files, {MOST_FILES} at most"


def long_files() -> Iterator[str]:
    """Yield the files with too many lines."""
    for path in source_files():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            yield f"{path.relative_to(ROOT)}: {lines} lines, {MOST_LINES} at most"


def functions() -> Iterator[str]:
    """Yield a line when the median function is too long."""
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in source_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    if (median := statistics.median(lengths)) > MEDIAN_FUNCTION:
        yield f"the median function has {median:g} lines, {MEDIAN_FUNCTION} at most"


def untyped() -> Iterator[str]:
    """Yield a line when ``Any`` stands too often, and the files with most of it."""
    counts = Counter[Path]()
    for path in source_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        counts[path] = sum(isinstance(n, ast.Name) and n.id == "Any" for n in ast.walk(tree))
    if (total := counts.total()) > MOST_ANY:
        most = ", ".join(f"{p.relative_to(SOURCES)} {n}" for p, n in counts.most_common(8))
        yield f"Any stands {total} times, {MOST_ANY} at most; most in {most}"


if __name__ == "__main__":
    sys.exit(main())
