"""Refuse names that say nothing: bare participles, and file names with two meanings.

A name is a noun of the field (``observations``, ``request``, ``progress_report``). The words below
say that something happened and not what it is, so none of them may stand alone as the name of a
variable, parameter, attribute, function, class or file.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "beatwise"
PARTICIPLES = frozenset(
    {
        "told", "seen", "made", "said", "asked", "given", "held", "kept", "taken", "found",
        "shown", "drawn", "chosen", "written",
    }
)  # fmt: skip
# Names that another program asks for, each with the reason.
ALLOWED: dict[str, str] = {}
# File names that stand in several folders, each with the one meaning it has in all of them.
SAME_EVERYWHERE: dict[str, str] = {
    "__init__": "what the folder is",
    "__main__": "what runs when the package does",
    "0001_initial": "an app's tables",
    "actions": "what people do in an app, each one audited transaction",
    "api": "an app's part of the API",
    "apps": "an app's name",
    "as_json": "a value as JSON and back",
    "as_toml": "a value as TOML and back",
    "cache": "answers remembered until something changes",
    "exports": "an app's lists as files",
    "forms": "an app's forms",
    "imports": "what an app takes in from files",
    "integrity": "what must hold of an app's rows",
    "models": "an app's tables",
    "offers": "what an app offers to the registry",
    "presenters": "domain values for templates",
    "routes": "addresses of an app's API",
    "schemas": "shapes of an app's API",
    "selectors": "rows as domain values",
    "urls": "an app's addresses",
    "views": "an app's pages",
    "workflow": "a state table and its steps",
    # Subjects: the same thing in each room that has to do with it.
    "agenda": "a board's agenda",
    "problem": "what a solver is asked to solve",
    "worker": "the worker that makes long exports",
    "areas": "layers of areas",
    "boards": "boards and their meetings",
    "changes": "changes asked for, which a board decides",
    "design": "what an evaluation design can do, is and is asked for",
    "monthly": "figures month by month",
    "side_by_side": "designs with areas side by side",
    "evidence": "what other studies found",
    "greedy": "a quick answer that a solver starts from",
    "hot_spots": "hot spots that patrols are planned for",
    "inputs": "the files that a plan is made from",
    "lists": "pages that list records",
    "lock": "the lock of a protocol",
    "panel": "counts by area and month",
    "plan": "a plan of patrols",
    "brief": "the one-page brief on a town",
    "concentration": "concentration of incidents in places",
    "crossover": "designs that cross over by day",
    "events": "dated, placed events",
    "importer": "what reads one kind of file into the office",
    "incidents": "timed incidents",
    "ledger": "the ledger of what is missing",
    "measure": "one measure",
    "minutes": "the minutes of a meeting",
    "police_uk": "the files of data.police.uk",
    "stepped": "designs with stepped starts",
    "streets": "the street network",
    "towns": "towns side by side",
    "visits": "visits to hot spots",
}
COMMANDS = {"cli", "journeys"}  # a command and its journey may share their name


class Name(NamedTuple):
    """A name that the code gives to something, and where."""

    path: Path
    line: int
    kind: str
    words: str


def main() -> int:
    """Print each refused name with its place; return 1 when there is one."""
    names = [name for path in source_files() for name in names_in(path)]
    refused = [name for name in names if is_bare(name.words)]
    for name in refused:
        print(f"{name.path.relative_to(ROOT)}:{name.line}: {name.kind} '{name.words}'")
    faults = list(repeated_files())
    print(*faults, sep="\n", end="\n" if faults else "")
    if "--count" in sys.argv[1:]:
        folders = Counter(str(name.path.parent.relative_to(SOURCES)) for name in refused)
        print(*(f"{count:5} {folder}" for folder, count in folders.most_common()), sep="\n")
    print(f"Names: {len(names)} looked at, {len(refused)} say nothing, {len(faults)} files repeat.")
    return 1 if refused or faults else 0


def is_bare(words: str) -> bool:
    """Whether a name is one of the participles and nothing else."""
    return words.strip("_").lower() in PARTICIPLES and words not in ALLOWED


def source_files() -> list[Path]:
    """Return the product's Python files, its migrations left out."""
    return [p for p in sorted(SOURCES.rglob("*.py")) if "migrations" not in p.parts]


def names_in(path: Path) -> Iterator[Name]:
    """Yield every name that a file gives, and the file's own."""
    yield Name(path, 1, "file", path.stem)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(ctx=ast.Store()):
                yield Name(path, node.lineno, "variable", node.id)
            case ast.arg():
                yield Name(path, node.lineno, "parameter", node.arg)
            case ast.Attribute(ctx=ast.Store()):
                yield Name(path, node.lineno, "attribute", node.attr)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield Name(path, node.lineno, "function", node.name)
            case ast.ClassDef():
                yield Name(path, node.lineno, "class", node.name)
            case ast.alias(asname=str(name)):
                yield Name(path, node.lineno, "alias", name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield Name(path, node.lineno, "variable", name)


def repeated_files() -> Iterator[str]:
    """Yield the file names that stand in several folders without one meaning written down."""
    stems = Counter(path.stem for path in source_files())
    for stem, count in sorted(stems.items()):
        if count == 1 or stem in SAME_EVERYWHERE:
            continue
        places = [p.relative_to(SOURCES) for p in source_files() if p.stem == stem]
        if count == 2 and {place.parts[0] for place in places} == COMMANDS:
            continue
        yield f"{stem}.py stands {count} times: {', '.join(map(str, places))}"


if __name__ == "__main__":
    sys.exit(main())
