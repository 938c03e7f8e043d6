"""What a file would do, as a page shows it: from a preview at once, or as a run has noted it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from beatwise.web.imports.previews.preview import Preview


MOST_WRONG, MOST_LISTED = 200, 100
Rows = Callable[[Preview, int], Iterable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Counts of what a file would do, and the first of each list; all of it plain JSON.

    ``wrong`` and ``questions`` are rows of number, column and words; ``doubts`` say how dates can
    be read; ``listed`` are the first rows that would be imported.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    wrong_count: int = 0
    wrong: Sequence[Sequence[Any]] = ()
    notes: Sequence[str] = ()
    question_count: int = 0
    questions: Sequence[Sequence[Any]] = ()
    doubts: Sequence[str] = ()
    listed: Sequence[Sequence[str]] = ()

    @property
    def brings(self) -> int:
        """How many things the file would make or change."""
        return self.new + self.changed

    @property
    def is_fine(self) -> bool:
        """Whether no row is wrong."""
        return not self.wrong_count


def of(preview: Preview, rows: Rows | None) -> Outlook:
    """Return what a page shows of a preview; ``rows`` lists what would be imported."""
    return Outlook(
        new=len(preview.new),
        changed=len(preview.changed),
        same=preview.same,
        wrong_count=len(preview.wrong),
        wrong=[[w.row, w.column, w.words] for w in preview.wrong[:MOST_WRONG]],
        notes=list(preview.notes),
        question_count=len(preview.questions),
        questions=[[q.row, q.column, q.question.words] for q in preview.questions[:MOST_WRONG]],
        doubts=[doubt.words for doubt in preview.doubts],
        listed=[list(r) for r in rows(preview, MOST_LISTED)] if rows and not preview.wrong else [],
    )


def as_stored(outlook: Outlook) -> dict[str, Any]:
    """Return an outlook as a run keeps it."""
    return asdict(outlook)


def from_stored(stored: dict[str, Any]) -> Outlook:
    """Return the outlook that a run has kept."""
    names = {each.name for each in fields(Outlook)}
    return Outlook(**{name: value for name, value in stored.items() if name in names})
