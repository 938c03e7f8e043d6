"""Read which rules are mutated, by which tests they are held, and which mutants change nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


ROOT = Path(__file__).parents[2]
RULES = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One file of rules and the tests nearby, both as paths from the root."""

    name: str
    file: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant that no test can notice, and why."""

    file: str
    code: str
    change: str
    why: str


def rules() -> tuple[list[Rule], list[Equivalent]]:
    """Return the rules and the equivalent mutants that ``rules.toml`` states."""
    document = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return (
        [Rule(r["name"], r["file"], tuple(r["tests"])) for r in document["rule"]],
        [Equivalent(**e) for e in document.get("equivalent", [])],
    )
