"""What commands print: JSON on stdout, words and progress on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from beatwise.cli.next_steps import complete


SECONDS_BETWEEN_LINES = 5.0


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
    """Print a line for the person at the keyboard, on stderr, with the workspace in commands."""
    print(complete(words), file=sys.stderr)


def tell(words: str) -> None:
    """Print a line of the answer, on stdout, with the workspace in commands to type next."""
    print(complete(words))


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Show how far the block is on stderr: a bar on a terminal, else a plain line now and then."""
    if not sys.stderr.isatty():
        yield _now_and_then(title)
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def advance(done: int, total: int, words: str) -> None:
            bar.update(task, completed=done, total=total, description=words)

        yield advance


def _now_and_then(title: str) -> Progress:
    """Return what prints a line when so long has passed since the last; short work prints none."""
    last = time.monotonic()

    def advance(done: int, total: int, words: str) -> None:
        nonlocal last
        if time.monotonic() - last >= SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            say(f"{title}: {done:,} of {total:,} done ({words})")

    return advance
