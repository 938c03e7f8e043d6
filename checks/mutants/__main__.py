"""Plant faults in the rules and write how many the tests nearby notice.

``python -m checks.mutants [PART OF A FILE'S PATH ...] [--sample N] [--jobs N]``: all files of
``rules.toml`` when none is named. The table of a whole run goes to ``checks/mutants/RESULTS.md``.
A file whose rules and tests have not changed since an earlier run is not tried again (``--anew``
tries it), so a run of an hour can be stopped and gone on with.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from checks.mutants.earlier import fingerprint, keep, survivors_then
from checks.mutants.mutations import Mutant, mutants
from checks.mutants.rules import ROOT, Equivalent, Rule, rules
from checks.mutants.trial import trial


RESULTS = Path(__file__).with_name("RESULTS.md")
_LEAST_FILE, _LEAST_ALL = 85.0, 90.0
_PRELOAD = ("numpy", "scipy.stats", "scipy.optimize", "pandas", "shapely", "hypothesis")
_LONGEST_BASELINE = 600.0


@dataclass(slots=True)
class Score:
    """What became of the mutants of one file."""

    rule: Rule
    caught: int = 0
    equivalent: list[tuple[Mutant, str]] = field(default_factory=list)
    survivors: list[Mutant] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Mutants that could be noticed."""
        return self.caught + len(self.survivors)

    @property
    def share(self) -> float:
        """Per cent of them that were noticed."""
        return 100.0 * self.caught / self.tried if self.tried else 100.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials; return 1 when a file or the whole lies below its least share."""
    options = _options(arguments)
    for module in _PRELOAD:
        __import__(module)
    every, equivalents = rules()
    chosen = [r for r in every if not options.parts or any(p in r.file for p in options.parts)]
    scores = []
    for rule in chosen:
        score = _score(rule, equivalents, options)
        scores.append(score)
        _print(score)
    if not options.parts and not options.sample:
        RESULTS.write_text("\n".join(_table(scores)) + "\n", encoding="utf-8")
    return 0 if _enough(scores) else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m checks.mutants", description=__doc__)
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--sample", type=int, default=0, help="mutants a file, drawn with seed 1")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--anew", action="store_true", help="also what has not changed since")
    return parser.parse_args(arguments)


def _score(rule: Rule, equivalents: Sequence[Equivalent], options: argparse.Namespace) -> Score:
    faults = list(mutants((ROOT / rule.file).read_text(encoding="utf-8")))
    if options.sample and options.sample < len(faults):
        faults = random.Random(1).sample(faults, options.sample)
    reasons = {(e.code, e.change): e.why for e in equivalents if e.file == rule.file}
    tried = [m for m in faults if (m.code, m.change) not in reasons]
    same = [(m, reasons[m.code, m.change]) for m in faults if (m.code, m.change) in reasons]
    everything = fingerprint(rule, tried)
    then = None if options.anew else survivors_then(rule, everything)
    if then is None:
        survivors = _survivors(rule, tried, options.jobs)
        keep(rule, everything, survivors)
    else:
        survivors = [m for m in tried if (m.line, m.code, m.change) in then]
    return Score(rule, len(tried) - len(survivors), same, survivors)


def _survivors(rule: Rule, tried: Sequence[Mutant], jobs: int) -> list[Mutant]:
    file = ROOT / rule.file
    begin = time.monotonic()
    if trial(file, file.read_text(encoding="utf-8"), rule.tests, _LONGEST_BASELINE) != "survived":
        raise SystemExit(f"{rule.file}: the tests nearby fail without any fault planted")
    seconds = 10 + 5 * (time.monotonic() - begin) * jobs
    with ThreadPoolExecutor(jobs) as pool:
        outcomes = pool.map(lambda m: trial(file, m.source, rule.tests, seconds), tried)
        return [m for m, one in zip(tried, outcomes, strict=True) if one == "survived"]


def _print(score: Score) -> None:
    print(f"{score.share:5.1f} %  {score.caught} of {score.tried}  {score.rule.file}", flush=True)
    for mutant in score.survivors:
        print(f"         line {mutant.line}: {mutant.change}: {mutant.code}", flush=True)


def _enough(scores: Sequence[Score]) -> bool:
    caught, tried = sum(s.caught for s in scores), sum(s.tried for s in scores)
    total = 100.0 * caught / tried if tried else 100.0
    print(f"{total:5.1f} %  {caught} of {tried}  all files")
    return total >= _LEAST_ALL and all(s.share >= _LEAST_FILE for s in scores)


def _table(scores: Sequence[Score]) -> Iterator[str]:
    caught, tried = sum(s.caught for s in scores), sum(s.tried for s in scores)
    yield "# Faults planted in the rules, and those the tests nearby notice"
    yield ""
    yield "Written by `make mutants`. A mutant that changes nothing is not counted; the reason is"
    yield "stated below."
    yield ""
    yield "| rule | file | noticed | of | share |"
    yield "|---|---|---:|---:|---:|"
    for s in scores:
        yield f"| {s.rule.name} | `{s.rule.file}` | {s.caught} | {s.tried} | {s.share:.1f} % |"
    yield f"| all | | {caught} | {tried} | {100 * caught / max(tried, 1):.1f} % |"
    yield from _listing("Survivors", [(s, m, "") for s in scores for m in s.survivors])
    yield from _listing(
        "Mutants that change nothing", [(s, m, why) for s in scores for m, why in s.equivalent]
    )


def _listing(title: str, lines: Sequence[tuple[Score, Mutant, str]]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    if not lines:
        yield "None."
        return
    yield "| file | code | change | why |"
    yield "|---|---|---|---|"
    for score, mutant, why in lines:
        name, code = Path(score.rule.file).name, mutant.code.replace("|", "\\|")
        yield f"| `{name}` | `{code}` | {mutant.change.replace('|', chr(92) + '|')} | {why} |"


if __name__ == "__main__":
    sys.exit(main())
