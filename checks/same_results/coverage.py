"""Commands that no case covers: each command is to be asked for help, and for JSON if it has it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checks.same_results.case import PRODUCT, Case, Command


JSON = "--json"


def gaps(help_folder: Path, cases: Iterable[Case]) -> list[str]:
    """Return the commands that print JSON, by their help, and are not run so by any case."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in help_folder.glob("*.txt")}
    printers = {name for name, page in pages.items() if f" {JSON} " in page}
    return sorted(printers - set(_run_with_json(cases, set(pages))))


def _run_with_json(cases: Iterable[Case], names: set[str]) -> Iterable[str]:
    """Yield the commands that cases run with ``--json``, called as their pages of help are."""
    for case in cases:
        for step in case.steps:
            if isinstance(step, Command) and step.module == PRODUCT and JSON in step.words:
                yield _name(step.words, names)


def _name(words: tuple[str, ...], names: set[str]) -> str:
    """Return the longest command that the words begin with."""
    prefixes = ("-".join((PRODUCT, *words[:count])) for count in (2, 1))
    return next((name for name in prefixes if name in names), PRODUCT)
