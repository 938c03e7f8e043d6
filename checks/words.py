"""Refuse words that no public office writes, wherever people read them.

Looked at are the strings of the product's Python files (of the commands the docstrings too, which
are their help), its templates, its data, the phone's words and the documentation. Comments and
other docstrings are for developers and are left alone.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checks.names import ROOT, source_files


# What is refused, as a pattern of words in any case, and what to write for it.
REFUSED: dict[str, str] = {
    r"parted by": "separated by",
    r"parts? thousands": "separates thousands",
    r"noughts?": "zero",
    r"anew": "again",
    r"taken in(?! (?:part|turn|the order|the minutes|one moment))": "imported",
    r"take (?:it|them|one|plans|measurements|a (?:plan|table|measurement)) in|take in a": "import",
    r"take (?:\w+ )?out(?! of)|take (?:it|them) out": "remove, leave out or withdraw",
    r"it will be (?:pack frozen|held|planned|cancelled)": "will be marked as",
    r"its document(?=<)": "supporting document",
    r"hand(?:s|ed)? in(?! a table)": "send",
    r"(?:cannot be told|told apart)": "distinguished, or not known",
    r"(?<![-_`])mend(?:s|ed)?(?!`)": "correct or repair",
    r"of before (?:open|this|these)": "earlier",
    r"held against": "compared with",
    r"save it so": "save",
    r"name it apart": "choose another name",
    r"comes? along": "comes with Beatwise",
    r"tak(?:e it|e) away|was taken away|cannot be taken away": "remove",
    r"stands again|and stand\.": "is used again, or is final",
    r"this very": "this",
    r"not to be (?:given|set|taken) here": "cannot be given here",
    r"(?:cannot|not) (?:be )?taken back": "cannot be undone",
    r"not yet begun|has begun": "not started, has started",
    r"(?:nobody|somebody) is told": "alerted",
    r"tells of": "shows",
    r"wants an? (?:reason|role|day|number|file)": "needs",
    r"is not at hand": "is not available",
    r"letters? (?:not sent|could not be sent|about what waits|that counts what)": "email",
    r"put it on it|thereof|wherein|whereby|forthwith|hitherto": "plain words",
}  # fmt: skip
PATTERN = re.compile(
    "|".join(f"(?P<w{i}>\\b(?:{words})(?!\\w))" for i, words in enumerate(REFUSED)), re.I
)
KEY = re.compile(r"[a-z0-9_.-]+")  # a key or a name, which nobody reads as a sentence
TEXTS = {
    "src/beatwise": (".html", ".txt", ".toml"),
    "docs": (".md",),
    "phone/src": (".json",),
}


class Place(NamedTuple):
    """A refused phrase, where it is, and what to write for it."""

    path: Path
    line: int
    phrase: str
    plain: str


def main() -> int:
    """Print each refused phrase with its place; return 1 when there is one."""
    places = [place for path, line, text in readable() for place in phrases(path, line, text)]
    for place in places:
        where = f"{place.path.relative_to(ROOT)}:{place.line}"
        print(f"{where}: '{place.phrase}'; write: {place.plain}")
    print(f"Words: {len(REFUSED)} phrases looked for, {len(places)} used.")
    return 1 if places else 0


def phrases(path: Path, line: int, text: str) -> Iterator[Place]:
    """Yield the refused phrases of a text that begins on a line of a file."""
    for match in PATTERN.finditer(text):
        plain = list(REFUSED.values())[int((match.lastgroup or "w0")[1:])]
        yield Place(path, line + text.count("\n", 0, match.start()), match[0], plain)


def readable() -> Iterator[tuple[Path, int, str]]:
    """Yield every text that people read: its file, its first line, and the words."""
    for path in source_files():
        for line, text in strings(path.read_text("utf-8"), helps="cli" in path.parts):
            yield path, line, text
    for folder, endings in TEXTS.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings:
                yield path, 1, path.read_text("utf-8")


def strings(source: str, *, helps: bool) -> Iterator[tuple[int, str]]:
    """Yield the strings of Python source with their lines; docstrings only of commands."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if (helps or id(node) not in docstrings) and not KEY.fullmatch(node.value):
            yield node.lineno, node.value


if __name__ == "__main__":
    sys.exit(main())
