"""What may be handed in when: each kind of item beside its shift."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


NOT_STARTED, TOO_EARLY, SHIFT_OVER = "not_started", "too_early", "shift_over"
NO_SHIFT, IN_THE_FUTURE, ID_REUSED = "no_shift", "in_the_future", "id_reused"
AGAIN = frozenset({NOT_STARTED})
MESSAGES = {
    NOT_STARTED: "this phone has not started the shift; nothing was stored",
    TOO_EARLY: "this was before the shift could start, or before it was started",
    SHIFT_OVER: "this was after the shift was stopped, or after its hard stop",
    NO_SHIFT: "the plan has no such shift for this phone's partner",
    IN_THE_FUTURE: "this lies in the future",
    ID_REUSED: "this id came before with other contents",
}
LATE_KINDS = frozenset({"outcome", "reference"})  # may be added when the shift is over
LATE = dt.timedelta(hours=12)
AHEAD = dt.timedelta(minutes=5)


@dataclass(slots=True)
class ShiftSpan:
    """A shift of the plan, and the span in which a phone walked it so far."""

    start_from: dt.datetime
    hard_stop: dt.datetime
    started: dt.datetime | None = None
    stopped: dt.datetime | None = None

    @property
    def until(self) -> dt.datetime:
        """The last moment of which something may still be handed in."""
        return min(self.stopped, self.hard_stop) if self.stopped else self.hard_stop


def refusal(kind: str, time: dt.datetime, span: ShiftSpan, now: dt.datetime) -> str:
    """Return the reason why an item may not be taken, or nothing."""
    if time > now + AHEAD:
        return IN_THE_FUTURE
    if kind == "shift_start":
        if time < span.start_from:
            return TOO_EARLY
        return SHIFT_OVER if time > span.hard_stop else ""
    if span.started is None:
        return NOT_STARTED if min(now, time) <= span.hard_stop + LATE else SHIFT_OVER
    if kind == "shift_stop":  # a shift can always be stopped, whatever a clock says
        return ""
    if time < span.started:
        return TOO_EARLY
    until = span.hard_stop + LATE if kind in LATE_KINDS else span.until
    return SHIFT_OVER if time > until else ""
