"""Render ``tests/spec`` into ``docs/methods/book.md``: the tests are the book of methods.

Folder = chapter, file = section (its docstring is the heading and introduction), test = paragraph.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parent.parent
SPEC = ROOT / "tests" / "spec"
BOOK = ROOT / "docs" / "methods" / "book.md"
HEAD = """# The book of methods

What Beatwise promises, one sentence each. Every sentence is the first line of a test in
`tests/spec` that passes on each change; `make book` writes this page from them.
"""


def main() -> int:
    """Write the book, or with ``--check`` say whether it is up to date."""
    text = "\n".join([HEAD, *chapters()])
    if "--check" in sys.argv[1:]:
        current = BOOK.read_text(encoding="utf-8") if BOOK.exists() else ""
        if current != text:
            print("docs/methods/book.md is behind tests/spec: run 'make book'.")
            return 1
        print("Book of methods: up to date.")
        return 0
    BOOK.write_text(text, encoding="utf-8", newline="\n")
    return 0


def chapters() -> Iterator[str]:
    """Yield the Markdown of each chapter, its sections and their sentences."""
    for folder in sorted(path for path in SPEC.iterdir() if path.is_dir()):
        files = sorted(folder.glob("test_*.py"))
        if not files:
            continue
        yield f"## {folder.name.replace('_', ' ').capitalize()}\n"
        for file in files:
            yield section(ast.parse(file.read_text(encoding="utf-8")), file)


def section(tree: ast.Module, file: Path) -> str:
    """Return one section: its heading, introduction, and a bullet for each test."""
    name = file.stem.removeprefix("test_").replace("_", " ").capitalize()
    title, _, intro = (ast.get_docstring(tree) or name).partition("\n")
    lines = [f"### {title.rstrip('.')}", ""]
    if intro.strip():
        lines += [intro.strip(), ""]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            words = " ".join((ast.get_docstring(node) or node.name).split())
            lines.append(f"* {words}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
