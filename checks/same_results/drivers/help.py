"""``--help`` of every command, word for word; the commands are listed by the product itself."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


FOLDER = Path("help")
TABLE = re.compile(r"^Commands:\n(.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^  ([a-z][\w-]*)", re.MULTILINE)


def main() -> int:
    """Write one file for each command."""
    FOLDER.mkdir()
    for words, content in pages(()):
        (FOLDER / f"{'-'.join(('beatwise', *words))}.txt").write_text(content, encoding="utf-8")
    return 0


def pages(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield a command and its help, then those of the commands that it lists."""
    process = subprocess.run(
        [sys.executable, "-m", "beatwise", *words, "--help"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    yield words, f"exit {process.returncode}\n{process.stdout}{process.stderr}"
    for name in subcommands(process.stdout):
        yield from pages((*words, name))


def subcommands(page: str) -> list[str]:
    """Return the commands that a page of help lists."""
    table = TABLE.search(page)
    return ENTRY.findall(table[1]) if table else []


if __name__ == "__main__":
    sys.exit(main())
