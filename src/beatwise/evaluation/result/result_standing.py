"""How a result came to be: locked or not, with which deviations, with what at hand."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month
from beatwise.evaluation.protocol.lock import Lock


@dataclass(frozen=True, slots=True)
class Standing:
    """How the result came to be: what every page must say.

    ``retrospective`` lists the outcome months that were gathered before the lock;
    ``late_deviations`` the numbers of deviations recorded with outcome months at hand;
    ``records`` what is odd, lost or left out in the records counted, in sentences; ``left_out``
    the months that were left out on request.
    ``deposited`` is whether the lock is the one whose hash or seal somebody outside holds.
    """

    lock: Lock | None
    retrospective: tuple[Month, ...] = ()
    late_deviations: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    left_out: tuple[Month, ...] = ()
    deposited: bool = False

    @property
    def deviations(self) -> int:
        """How many deviations from the locked protocol are recorded."""
        return 0 if self.lock is None else len(self.lock.deviations)

    @property
    def marks(self) -> tuple[str, ...]:
        """The words that stand on every page."""
        marks = []
        if self.lock is None:
            marks.append("Exploratory: the protocol was not locked before the outcome was known.")
        if self.retrospective:
            marks.append(
                "Retrospective: outcome months were at hand before the protocol was locked."
            )
        if self.lock is not None and self.lock.deviations:
            number = len(self.lock.deviations)
            late = len(self.late_deviations)
            at_hand = f", {late} of them recorded with outcome months at hand" if late else ""
            marks.append(
                f"{number} deviation{'s' if number > 1 else ''} from the locked protocol{at_hand}."
            )
        if self.left_out:
            names = ", ".join(month.name for month in self.left_out)
            marks.append(f"Left out on request, though gathered: {names}.")
        if any(note.startswith("Out of line") for note in self.records):
            marks.append("Months that the result rests on are out of line: see Records.")
        return tuple(marks)
