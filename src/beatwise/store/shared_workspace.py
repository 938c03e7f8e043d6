"""A workspace as a value that a worker, here or on another machine, can open for itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import beatwise
from beatwise.clock import Month
from beatwise.errors import Conflict
from beatwise.last_few import LastFew
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SharedWorkspace:
    """A workspace by its folder, the mark of the catalogue that was asked, and months left out.

    ``version`` is that of the Beatwise that asks: another may answer otherwise.
    """

    folder: str
    mark: str
    without: tuple[Month, ...]
    version: str = beatwise.__version__

    @classmethod
    def of(cls, workspace: Workspace) -> SharedWorkspace:
        """Return a workspace as a value; parts that are worked in this process use it as it is."""
        folder = str(Path(workspace.path).resolve())
        shared = cls(folder, workspace.catalogue.mark, workspace.left_out)
        _OPEN.keep(shared, workspace)
        return shared

    def opened(self) -> Workspace:
        """Return the workspace, opened once in a process.

        Raises ``Conflict`` when something was gathered since, or where the Beatwise that asked is
        another: parts of one answer must agree.
        """
        if self.version != beatwise.__version__:
            raise Conflict(
                f"the worker has Beatwise {beatwise.__version__}, and {self.version} asks.",
                place=self.folder,
                next_step="Install the same Beatwise on every worker, and start them again.",
            )
        workspace = _OPEN.get(self, self._open)
        self._check(workspace)
        return workspace

    def check_unchanged(self) -> None:
        """Raise ``Conflict`` when something was gathered since, by what stands on the disk now."""
        self._check(self._open())

    def _open(self) -> Workspace:
        return Workspace.open(self.folder).without(self.without)

    def _check(self, workspace: Workspace) -> None:
        if workspace.catalogue.mark != self.mark:
            raise Conflict(
                "something was gathered while this was being worked on.",
                place=self.folder,
                next_step="Ask again: all of the answer then comes from the same records.",
            )


_OPEN: LastFew[SharedWorkspace, Workspace] = LastFew(1)  # with it, what it read is remembered
