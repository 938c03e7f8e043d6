"""What commands print: JSON on stdout, words and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """What a journey calls to tell how far it is: ``advance(done, total, words)``."""

    def __call__(self, done: int, total: int, words: str) -> None:
        """Tell how much is done."""


def print_json(value: object) -> None:
    """Print one JSON document on stdout: UTF-8, keys in the order given, no NaN.

    Where stdout is in another encoding, signs beyond ASCII are escaped: the same document to any
    reader of JSON.
    """
    narrow = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    json.dump(value, sys.stdout, ensure_ascii=narrow, allow_nan=False, indent=2)
    sys.stdout.write("\n")


def say(words: str) -> None:
    """Print a line for the person at the keyboard, on stderr."""
    print(words, file=sys.stderr)


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Show a progress bar on stderr while the block runs; silent when stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total, words: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def advance(done: int, total: int, words: str) -> None:
            bar.update(task, completed=done, total=total, description=words)

        yield advance
