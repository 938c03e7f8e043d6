"""How a protocol is carried out: count, compute, and keep what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from beatwise.clock import Month
from beatwise.evaluation.protocol.protocol import Protocol as StudyProtocol
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.result import Result
from beatwise.store.evaluation.protocol_file import FiledProtocol
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class StudyOutput:
    """A result with its files by name, and its whole document."""

    result: Result | DayResult
    files: dict[str, bytes]
    document: dict[str, object]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a result comes from: a workspace, the month of a look, and files.

    ``visits`` is a file of delivered visits, ``costs`` one of what an incident costs;
    ``deposited`` is whether the lock was found to be the deposited one.
    """

    workspace: Workspace
    look: Month | None = None
    visits: Path | None = None
    costs: Path | None = None
    deposited: bool = False


class Record(Protocol):
    """What a result is made from."""

    @property
    def protocol(self) -> StudyProtocol:
        """The protocol it is made under."""

    def compute(self) -> StudyOutput:
        """Return the result with all its files, from the record alone."""


class Study(Protocol):
    """How protocols of one kind are carried out. Each is a file beside this one."""

    def collect(self, filed: FiledProtocol, sources: Sources) -> Record:
        """Count every outcome of the protocol in its areas and rings.

        Raises ``Conflict`` until the last outcome is in the workspace, ``Refused`` where it may
        not be counted.
        """

    def load(self, path: Path) -> tuple[Record, bytes]:
        """Read a saved result: what it was made from, and its bytes."""
