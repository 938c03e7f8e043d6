"""Commands to type next, with the workspace that the present command was called with.

Messages are written where nobody knows how the command was called, so the workspace is added in
the one place where they are printed: what ``complete`` returns can be typed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


_COMMAND = re.compile(r"\bbeatwise ((?:gather |office )?[a-z][a-z-]*)(?![\w/.-])")
_OPTIONS = ("--workspace", "-w")


@dataclass(slots=True)
class _Call:
    """How the present command was called."""

    workspace: str | None = None
    takes_workspace: Callable[[str], bool] = bool


_call = _Call()


def remember(arguments: Sequence[str], takes_workspace: Callable[[str], bool]) -> None:
    """Keep the workspace that a command line names, and which commands have one."""
    _call.workspace, _call.takes_workspace = named_workspace(arguments), takes_workspace


def named_workspace(arguments: Sequence[str]) -> str | None:
    """Return the workspace that a command line names, None where it names none."""
    for at, word in enumerate(arguments):
        if word in _OPTIONS:
            return arguments[at + 1] if at + 1 < len(arguments) else None
        if word.startswith("--workspace="):
            return word.partition("=")[2]
    return None


def complete(words: str) -> str:
    """Return words with the workspace after each command that takes one and has none yet."""
    if _call.workspace is None:
        return words
    folder = f'"{_call.workspace}"' if " " in _call.workspace else _call.workspace

    def with_folder(match: re.Match[str]) -> str:
        rest = words[match.end() :].split("\n", 1)[0]
        rest = _COMMAND.split(rest, maxsplit=1)[0]
        if any(f"{option} " in rest for option in _OPTIONS) or not _call.takes_workspace(match[1]):
            return match[0]
        return f"{match[0]} --workspace {folder}"

    return _COMMAND.sub(with_folder, words)
