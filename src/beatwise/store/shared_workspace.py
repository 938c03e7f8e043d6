"""A workspace as a value that a worker, here or on another machine, can open for itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import Month
from beatwise.errors import Conflict
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SharedWorkspace:
    """A workspace by its folder, the mark of the catalogue that was asked, and months left out."""

    folder: str
    mark: str
    without: tuple[Month, ...]

    @classmethod
    def of(cls, workspace: Workspace) -> SharedWorkspace:
        """Return a workspace as a value; parts that are worked in this process use it as it is."""
        folder = str(Path(workspace.path).resolve())
        shared = cls(folder, workspace.catalogue.mark, workspace.left_out)
        _remember(shared, workspace)
        return shared

    def opened(self) -> Workspace:
        """Return the workspace, opened once in a process.

        Raises ``Conflict`` when something was gathered since: parts of one answer must agree.
        """
        if self not in _OPEN:
            _remember(self, Workspace.open(self.folder).without(self.without))
        if _OPEN[self].catalogue.mark != self.mark:
            raise Conflict(
                "something was gathered while this was being worked on.",
                place=self.folder,
                next_step="Ask again: all of the answer then comes from the same records.",
            )
        return _OPEN[self]


_OPEN: dict[SharedWorkspace, Workspace] = {}


def _remember(shared: SharedWorkspace, workspace: Workspace) -> None:
    """Keep the last one only: what it read is remembered with it."""
    _OPEN.clear()
    _OPEN[shared] = workspace
