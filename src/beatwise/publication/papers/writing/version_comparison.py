"""Two versions of a paper beside each other: the lines that differ, and the figures that differ."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import NamedTuple


SAME, REMOVED, ADDED = "same", "removed", "added"
_MARKS = {"  ": SAME, "- ": REMOVED, "+ ": ADDED}


class ComparedLine(NamedTuple):
    """A line of the text, and whether it is in both versions, only the first or only the second."""

    mark: str
    words: str


class ComparedFigure(NamedTuple):
    """A reference, and what it printed in each version; empty where the version has none."""

    reference: str
    before: str
    after: str


def compared_lines(before: str, after: str) -> tuple[ComparedLine, ...]:
    """Return the lines of both texts in order."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return tuple(ComparedLine(_MARKS[line[:2]], line[2:]) for line in lines if line[:2] in _MARKS)


def compared_figures(
    before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]
) -> tuple[ComparedFigure, ...]:
    """Return the figures whose words differ, in the order of the later version."""
    old = {str(each["reference"]): str(each["words"]) for each in before}
    new = {str(each["reference"]): str(each["words"]) for each in after}
    return tuple(
        ComparedFigure(name, old.get(name, ""), new.get(name, ""))
        for name in {**new, **old}
        if old.get(name) != new.get(name)
    )
