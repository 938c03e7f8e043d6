"""The table of cases, and the first differences of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.same_results import coverage
from checks.same_results.case import Case
from checks.same_results.cases import cases as all_cases
from checks.same_results.cases import real
from checks.same_results.differences import Comparison, compare
from checks.same_results.runs import Side


@dataclass(frozen=True, slots=True)
class Row:
    """A case, how its outputs compare, and the processor seconds it took on each side."""

    case: Case
    comparison: Comparison
    seconds: tuple[float, float]

    def __str__(self) -> str:
        before, after = (f"{seconds:.0f} s" for seconds in self.seconds)
        outputs = f"{self.comparison.outputs:,}"
        return f"{self.case.name:<14}{outputs:>9}{before:>9}{after:>9}  {self.verdict}"

    @property
    def verdict(self) -> str:
        """Same, different, or same as far as two runs of one tree are."""
        if self.comparison.differences:
            return f"DIFFERENT in {len(self.comparison.differences):,}"
        return "same in shape" if self.case.loose else "same"


def show(cases: tuple[Case, ...], before: Side, after: Side, *, most: int) -> int:
    """Print the table and what differs; return 0 when nothing does."""
    print(f"before: {before.commit or 'no commit'}; after: {after.commit or 'no commit'}")
    print(f"{'case':<14}{'outputs':>9}{'before':>9}{'after':>9}  result")
    rows = []
    for case in cases:
        if {case.name} <= before.seconds.keys() & after.seconds.keys():
            seconds = before.seconds[case.name], after.seconds[case.name]
            rows.append(Row(case, compare(case, before.folder, after.folder), seconds))
            print(rows[-1])
    different = [row for row in rows if row.comparison.differences]
    for line in (*_details(rows, most), *_remarks(cases, before, after)):
        print(line)
    outputs = sum(row.comparison.outputs for row in rows)
    print(f"{len(rows)} cases, {outputs:,} outputs: {len(different)} cases differ.")
    return 1 if different or not rows else 0


def _details(rows: Iterable[Row], most: int) -> Iterator[str]:
    """Yield the first differences of each case, and why a case is compared in shape only."""
    for row in rows:
        differences = row.comparison.differences
        for difference in differences[:most]:
            yield f"{row.case.name}: {difference.name}: {difference.words}"
        if len(differences) > most:
            yield f"{row.case.name}: and {len(differences) - most:,} more"
        if row.case.loose:
            yield f"{row.case.name}: not reproducible on one tree: {row.case.why_loose}."


def _remarks(cases: tuple[Case, ...], before: Side, after: Side) -> Iterator[str]:
    """Yield what was not compared, and what makes the comparison doubtful."""
    yield from before.cautions(after)
    for case in cases:
        if case.name not in before.seconds.keys() & after.seconds.keys():
            yield f"Left out: {case.name}, which was not run on both sides."
    if absence := real.absence():
        yield f"Left out: tutorial. {absence}"
    if "help" in after.seconds:
        pages = after.folder / "help" / "files" / "help"
        for name in coverage.gaps(pages, all_cases()):
            yield f"Not covered: no case runs {name} with --json."
