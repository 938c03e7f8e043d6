"""What earlier runs found for rules that have not changed since, so that a long run can go on.

Kept in ``.stamps/mutants.json``, which is no part of the project: file of rules → the hash of all
that decided the outcome there, and the mutants that survived.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.mutants.mutations import Mutant
from checks.mutants.rules import ROOT, Rule


KEPT = ROOT / ".stamps" / "mutants.json"
Survivor = tuple[int, str, str]


def fingerprint(rule: Rule, tried: Sequence[Mutant]) -> str:
    """Return the hash of the mutants tried and of the tests nearby."""
    whole = hashlib.sha256("\0".join(mutant.source for mutant in tried).encode())
    for path in _files(rule.tests):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def survivors_then(rule: Rule, print_of_all: str) -> set[Survivor] | None:
    """Return the survivors of an earlier run of the same; None when there was none."""
    row = _kept().get(rule.file)
    if row is None or row["fingerprint"] != print_of_all:
        return None
    return {(line, code, change) for line, code, change in row["survivors"]}


def keep(rule: Rule, print_of_all: str, survivors: Sequence[Mutant]) -> None:
    """Keep what a run found for one file."""
    rows = _kept()
    rows[rule.file] = {
        "fingerprint": print_of_all,
        "survivors": [(m.line, m.code, m.change) for m in survivors],
    }
    KEPT.parent.mkdir(exist_ok=True)
    part = KEPT.with_suffix(".part")  # nothing of the product is imported before a trial is forked
    part.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    part.replace(KEPT)


def _kept() -> dict[str, dict]:
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def _files(paths: Sequence[str]) -> Iterator[Path]:
    for name in paths:
        path = ROOT / name.split("::")[0]
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]
