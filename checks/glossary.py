"""Find the spellings that GLOSSARY.md tells us not to use, in prose only.

Prose is Markdown outside code, and the docstrings and comments of Python files. Names in code
follow Python's habits and are left alone.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parent.parent
PARAMETERS = re.compile(r"^[ \t]*\w+(, \w+)*[ \t]*$", re.MULTILINE)  # numpydoc's lines of names
HEADS = {"term", "---"}  # how the first cells of a table's head begin
CODE = re.compile(r"```.*?```|~~~.*?~~~|``[^`]+``|`[^`]+`|\]\([^)]*\)", re.DOTALL)


def main() -> int:
    """Print each unwanted spelling with its place; return 1 when there is one."""
    unwanted = list(terms((ROOT / "GLOSSARY.md").read_text(encoding="utf-8")))
    found = [hit for path in files() for hit in hits(path, unwanted)]
    for hit in found:
        print(hit)
    twice = repeated((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    print(*(f"GLOSSARY.md: '{term}' has two meanings" for term in twice), sep="\n", end="")
    print(f"Glossary: {len(unwanted)} spellings looked for, {len(found)} found.")
    return 1 if found or twice else 0


def repeated(glossary: str) -> list[str]:
    """Return the terms that the glossary explains more than once."""
    rows = [line.split("|")[1].strip() for line in glossary.splitlines() if line.count("|") == 4]
    known = Counter(row for row in rows if row not in HEADS)
    return sorted(term for term, count in known.items() if count > 1)


def terms(glossary: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield each unwanted spelling as a pattern with the term to use; italics are advice only."""
    for line in glossary.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 3 or cells[0] in HEADS or not cells[2]:
            continue
        for wrong in re.sub(r"\([^)]*\)", "", cells[2]).split(","):
            if wrong.strip() and not wrong.strip().startswith("*"):
                yield re.compile(rf"(?<![\w./-]){re.escape(wrong.strip())}s?(?![\w/-])"), cells[0]


def files() -> list[Path]:
    """List the tracked files that hold prose."""
    listed = subprocess.run(
        ["git", "ls-files", "*.md", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    skip = {"GLOSSARY.md", "checks/glossary.py"}
    return [ROOT / name for name in listed.stdout.splitlines() if name not in skip]


def hits(path: Path, unwanted: list[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    """Yield ``file:line: 'wrong': write 'right'`` for one file."""
    if not path.is_file():
        return
    for line, words in prose(path):
        for pattern, right in unwanted:
            for match in pattern.finditer(words):
                offset = words[: match.start()].count("\n")
                where = f"{path.relative_to(ROOT)}:{line + offset}"
                yield f"{where}: '{match[0]}': write '{right}'"


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (first line, text) for each run of prose in a file, code blanked out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield 1, blank_code(text)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            words = ast.get_docstring(node, clean=False)
            if words:
                yield node.body[0].lineno, PARAMETERS.sub("", blank_code(words))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], blank_code(token.string)


def blank_code(text: str) -> str:
    """Replace code spans by as many newlines as they held, so line numbers stay true."""
    return CODE.sub(lambda match: "\n" * match[0].count("\n"), text)


if __name__ == "__main__":
    sys.exit(main())
