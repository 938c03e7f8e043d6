"""What an app says of its own rows so that files of them can be imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from beatwise.accountability.roles import Person
from beatwise.cell_text.day_order import DayOrder
from beatwise.web.history import audit
from beatwise.web.imports.models import Run
from beatwise.web.imports.previews.preview import Preview


@dataclass(frozen=True, slots=True)
class Done:
    """What a commit did: lines for the history, and what its undoing will need (plain JSON)."""

    lines: Sequence[audit.Line]
    effect: list[Any] = field(default_factory=list)


class Importer(Protocol):
    """What an app says of its own rows; see ``imports.batches``."""

    @property
    def kind(self) -> str:
        """Name its imports, in at most 40 letters."""

    def check(self, by: Person, /) -> None:
        """Raise ``Refused`` unless this person may import."""

    def preview(
        self, name: str, content: bytes, by: Person, /, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Preview:
        """Return what importing a file would do; change nothing.

        ``dates`` is what was said of dates that can be read both ways.
        """

    def commit(self, preview: Preview, by: Person, /) -> Done:
        """Do what a preview without faults says, inside the caller's transaction."""

    def undo(self, effect: list[Any], by: Person, /) -> Sequence[audit.Line]:
        """Put everything back; raise ``Conflict`` when something changed since."""


@runtime_checkable
class StagedImporter(Protocol):
    """An importer whose tables have a column ``run`` (see ``imports.models.RowsOfRuns``)."""

    def staged(self, preview: Preview, /) -> Sequence[Any]:
        """Return what is made ahead, in an order that the same preview gives again."""

    def stage(self, things: Sequence[Any], by: Person, run: Run, /) -> None:
        """Make some of them as rows of a run, inside ``audit.changing()``."""

    def ahead(self, run: Run, /, *, visible: bool) -> object:
        """Return what follows from the run's rows once they are seen, or once they are not.

        Worked out while others write, so that ``close`` and ``hide`` hold them up no longer than
        writing it takes; those bring up to date what was changed in between.
        """

    def close(self, preview: Preview, by: Person, run: Run, ahead: Any, /) -> Done:
        """Do what is left, inside the transaction that lets the run's rows be seen.

        Raises ``Conflict`` when others changed in between what the file is about.
        """

    def hide(self, run: Run, by: Person, ahead: Any, /) -> Sequence[audit.Line]:
        """Do what is left once a run's rows are not seen any more.

        Raises ``Conflict`` when one of them was changed since.
        """
