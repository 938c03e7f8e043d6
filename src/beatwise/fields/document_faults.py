"""The faults of one document, gathered while it is read and raised together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from beatwise.errors import BadInput


MOST_LISTED = 50
Path = tuple[str | int, ...]  # of a key: ("person", 2, "skills") is that of the third person


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the key, where a reader finds it, and what to do."""

    path: Path
    place: str
    message: str
    next_step: str | None = None

    def as_line(self) -> str:
        """Return it as one line of a list."""
        return f"  {self.place}: {self.message}" + (f" {self.next_step}" if self.next_step else "")


@dataclass(slots=True)
class DocumentFaults:
    """All that is wrong with a document so far.

    Parameters
    ----------
    place
        The document's name or file.
    find_lines
        Returns the line of each key by its path; called only when there is a fault to place.
    """

    place: str
    find_lines: Callable[[], Mapping[Path, int]]
    faults: dict[Path, Fault] = field(default_factory=dict)
    _above: set[Path] = field(default_factory=set)  # every path with a fault at or below it
    _lines: Mapping[Path, int] | None = None

    def line(self, path: Path) -> int | None:
        """Return the line on which a key stands, ``None`` where that cannot be told."""
        if self._lines is None:
            self._lines = self.find_lines()
        return self._lines.get(path)

    def under(self, path: Path) -> bool:
        """Whether there is a fault at this path or in a table below it."""
        return path in self._above

    def add(self, fault: Fault) -> None:
        """Note a fault, unless its key has one already, from which it may only follow."""
        if fault.path not in self.faults:
            self.faults[fault.path] = fault
            self._above.update(fault.path[:count] for count in range(len(fault.path) + 1))

    def raise_all(self) -> None:
        """Raise ``BadInput`` with every fault; do nothing when there is none."""
        faults = list(self.faults.values())
        if len(faults) == 1:
            raise BadInput(faults[0].message, place=faults[0].place, next_step=faults[0].next_step)
        if faults:
            lines = [fault.as_line() for fault in faults[:MOST_LISTED]]
            if len(faults) > MOST_LISTED:
                lines.append(f"  and {len(faults) - MOST_LISTED} more.")
            message = "\n".join([f"{len(faults)} things are wrong:", *lines])
            raise BadInput(message, place=self.place, next_step="Correct each of them.")
