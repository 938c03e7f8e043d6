"""Draw the house into ``docs/pictures/house.svg``: rooms and apps, from the import contracts.

The layers are read from ``pyproject.toml`` and what each room is for from its own docstring, so
the picture cannot say what the machine does not keep.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from checks.names import ROOT, SOURCES


PICTURE = ROOT / "docs" / "pictures" / "house.svg"
WIDTH, GAP, HEIGHT, HEAD = 960, 6, 44, 46
CHARACTER = 6.1  # pixels of a letter of the small text, on average
INK, QUIET, PAPER, EDGE = "#0b0c0c", "#505a5f", "#f3f2f1", "#1d70b8"


class Storey(NamedTuple):
    """One layer: packages that may know those below and not each other."""

    rooms: tuple[str, ...]


def main() -> int:
    """Draw the picture, or with ``--check`` say whether it is up to date."""
    svg = picture()
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(svg, encoding="utf-8", newline="\n")
        return 0
    current = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else ""
    if current != svg:
        print("docs/pictures/house.svg is behind the contracts: run 'make diagram'.")
        return 1
    print("Diagram: up to date.")
    return 0


def picture() -> str:
    """Return the drawing as SVG: the rooms on the left, the office's apps on the right."""
    rooms, apps = storeys("beatwise"), storeys("beatwise.web")
    height = HEAD + max(len(rooms), len(apps)) * (HEIGHT + GAP) + GAP
    half = WIDTH // 2 - GAP
    parts = [
        *column("Rooms: each knows only those below", "beatwise", rooms, 0, half),
        *column("web: the office's apps, the same", "beatwise.web", apps, half + 2 * GAP, half),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="Arial, sans-serif">\n<title>The rooms of the house and the apps of the '
        f"office, each above those that it may import</title>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def storeys(container: str) -> list[Storey]:
    """Return the layers of a package that exist, the top one first."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in document["tool"]["importlinter"]["contracts"]:
        if contract["type"] == "layers" and contract["containers"] == [container]:
            names = [line.split("|") for line in contract["layers"]]
            rows = [tuple(n.strip(" ()") for n in row if path_of(container, n)) for row in names]
            return [Storey(row) for row in rows if row]
    raise LookupError(f"no layers of {container} in pyproject.toml")


def path_of(container: str, name: str) -> Path | None:
    """Return the file that says what a module is for, when there is one."""
    folder = SOURCES.joinpath(*container.split(".")[1:])
    module = name.strip(" ()")
    for path in (folder / module / "__init__.py", folder / f"{module}.py"):
        if path.exists():
            return path
    return None


def purpose(container: str, name: str) -> str:
    """Return the first line of a module's docstring, without its full stop."""
    path = path_of(container, name)
    words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) if path else ""
    return (words or "").partition("\n")[0].rstrip(".")


def column(
    title: str, container: str, rows: list[Storey], left: float, width: float
) -> Iterator[str]:
    """Yield the heading and the boxes of one column."""
    style = f'font-size="16" font-weight="bold" fill="{INK}"'
    yield f'<text x="{left + 2}" y="28" {style}>{title}</text>'
    for number, row in enumerate(rows):
        top = HEAD + number * (HEIGHT + GAP)
        each = (width - GAP * (len(row.rooms) - 1)) / len(row.rooms)
        for place, name in enumerate(row.rooms):
            yield box(name, purpose(container, name), left + place * (each + GAP), top, each)


def box(name: str, words: str, left: float, top: float, width: float) -> str:
    """Return one room: its name, and what it is for as far as there is space."""
    most = int((width - 14) / CHARACTER)
    short = words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"
    return (
        f'<g><title>{escape(name)}: {escape(words)}</title><rect x="{left:.1f}" y="{top}" '
        f'width="{width:.1f}" height="{HEIGHT}" fill="{PAPER}" stroke="{EDGE}"/>'
        f'<text x="{left + 7:.1f}" y="{top + 18}" font-size="14" font-weight="bold" fill="{INK}">'
        f'{escape(name)}</text><text x="{left + 7:.1f}" y="{top + 35}" font-size="11.5" '
        f'fill="{QUIET}">{escape(short)}</text></g>'
    )


if __name__ == "__main__":
    sys.exit(main())
