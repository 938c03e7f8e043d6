"""Every case, in the order in which they are run."""

from __future__ import annotations

from checks.same_results.case import Case
from checks.same_results.cases import (
    county,
    demo,
    evaluations,
    examples,
    mistakes,
    office,
    real,
    words,
)


def cases() -> tuple[Case, ...]:
    """Return the cases; those on real data only where the data are."""
    return (
        *words.CASES,
        *demo.CASES,
        *office.CASES,
        *county.CASES,
        *evaluations.CASES,
        *examples.CASES,
        *mistakes.CASES,
        *real.cases(),
    )


def with_needs(names: list[str], table: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return the cases of these names and all that they need, in order; all for no name."""
    by_name = {case.name: case for case in table}
    selection: set[str] = set()
    ahead = list(names or by_name)
    while ahead:
        name = ahead.pop()
        if name not in by_name:
            raise LookupError(f"there is no case '{name}'; there are {', '.join(by_name)}")
        selection.add(name)
        ahead += by_name[name].needs
    return tuple(case for case in table if case.name in selection)
